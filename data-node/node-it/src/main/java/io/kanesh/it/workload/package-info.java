/** Load that remembers what was acknowledged, and the check that all of it is still there. */
@NullMarked
package io.kanesh.it.workload;

import org.jspecify.annotations.NullMarked;
