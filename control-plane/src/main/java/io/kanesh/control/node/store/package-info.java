/** Nodes and their tasks in PostgreSQL. */
@NullMarked
package io.kanesh.control.node.store;

import org.jspecify.annotations.NullMarked;
