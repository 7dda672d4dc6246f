/** Nodes and the agent endpoint, against the whole control plane with a real TLS client. */
@NullMarked
package io.kanesh.control.node;

import org.jspecify.annotations.NullMarked;
