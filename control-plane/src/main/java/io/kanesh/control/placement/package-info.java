/**
 * Where things go, as pure functions: nodes to racks, tokens to nodes, which nodes are seeds. The same input always gives
 * the same answer; nothing here knows Spring, a database or a cloud.
 */
@NullMarked
package io.kanesh.control.placement;

import org.jspecify.annotations.NullMarked;
