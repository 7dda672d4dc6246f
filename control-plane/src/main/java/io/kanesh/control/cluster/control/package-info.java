/** The facade's implementation, and the reconciler: the only writer of a cluster's status. */
@NullMarked
package io.kanesh.control.cluster.control;

import org.jspecify.annotations.NullMarked;
