/** Tokens in the database. */
@NullMarked
package io.kanesh.control.access.store;

import org.jspecify.annotations.NullMarked;
