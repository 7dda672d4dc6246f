/** Tests of {@code io.kanesh.agent.engine}. */
@NullMarked
package io.kanesh.agent.engine;

import org.jspecify.annotations.NullMarked;
