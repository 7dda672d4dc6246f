/** Tests of {@code io.kanesh.agent.control}. */
@NullMarked
package io.kanesh.agent.control;

import org.jspecify.annotations.NullMarked;
