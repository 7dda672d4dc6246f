/**
 * The engine's side of encryption: the encrypted tree is mounted when the agent hands the node's key over, kept while the lease
 * lasts, and forgotten at its end, whether the agent lives or not.
 */
@NullMarked
package io.kanesh.engine.keys;

import org.jspecify.annotations.NullMarked;
