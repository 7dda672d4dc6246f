package io.kanesh.control.node;

import io.kanesh.control.shared.Id.NodeId;

/** Input of the runbook {@link #RUNBOOK}: a registered node, from nothing to enrolled with its address known. */
public record ProvisionNodeInput(NodeId node) {
    public static final String RUNBOOK = "provision-node";
}
