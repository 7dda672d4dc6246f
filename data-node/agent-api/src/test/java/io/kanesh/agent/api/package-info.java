/** Tests of the agent protocol. */
@NullMarked
package io.kanesh.agent.api;

import org.jspecify.annotations.NullMarked;
