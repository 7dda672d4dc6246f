/** Tests of {@code io.kanesh.agent.keys}. */
@NullMarked
package io.kanesh.agent.keys;

import org.jspecify.annotations.NullMarked;
