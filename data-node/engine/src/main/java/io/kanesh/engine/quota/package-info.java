/** The disk quota of a node, where a client meets it. */
@NullMarked
package io.kanesh.engine.quota;

import org.jspecify.annotations.NullMarked;
