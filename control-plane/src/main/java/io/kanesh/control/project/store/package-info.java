/** Projects in the database. */
@NullMarked
package io.kanesh.control.project.store;

import org.jspecify.annotations.NullMarked;
