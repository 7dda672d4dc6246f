package io.kanesh.control.node.control;

import io.kanesh.control.shared.Id.NodeId;

/** There may be something new for a node's agent. */
public record InstructionsChanged(NodeId node) {}
