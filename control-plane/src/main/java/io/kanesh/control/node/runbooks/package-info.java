/** A node's two runbooks: from nothing to enrolled, and back to nothing. */
@NullMarked
package io.kanesh.control.node.runbooks;

import org.jspecify.annotations.NullMarked;
