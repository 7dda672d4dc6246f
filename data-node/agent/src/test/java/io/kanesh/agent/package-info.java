/** The agent as a process, between a control plane and an engine that are stand-ins speaking the real protocols. */
@NullMarked
package io.kanesh.agent;

import org.jspecify.annotations.NullMarked;
