/** Nodes without a database. */
@NullMarked
package io.kanesh.control.node.control;

import org.jspecify.annotations.NullMarked;
