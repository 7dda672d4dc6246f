/** Tests of {@code io.kanesh.agent.observe}. */
@NullMarked
package io.kanesh.agent.observe;

import org.jspecify.annotations.NullMarked;
