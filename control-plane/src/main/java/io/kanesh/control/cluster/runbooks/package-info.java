/** How clusters are made and unmade, step by step. */
@NullMarked
package io.kanesh.control.cluster.runbooks;

import org.jspecify.annotations.NullMarked;
