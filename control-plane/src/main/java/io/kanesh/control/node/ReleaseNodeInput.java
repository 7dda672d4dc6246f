package io.kanesh.control.node;

import io.kanesh.control.shared.Id.NodeId;

/** Input of the runbook {@link #RUNBOOK}: a node, whatever it is, to nothing. */
public record ReleaseNodeInput(NodeId node) {
    public static final String RUNBOOK = "release-node";
}
