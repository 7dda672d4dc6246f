/** The engine's part of a proof: markers of every form in a scratch keyspace, and the control that finds them through the key. */
@NullMarked
package io.kanesh.engine.proof;

import org.jspecify.annotations.NullMarked;
