/** Projects: what keeps one team's clusters and tokens apart from another's. */
@NullMarked
package io.kanesh.control.project;

import org.jspecify.annotations.NullMarked;
