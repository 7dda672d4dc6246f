package io.kanesh.control.node;

import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;

/**
 * Something about a node is different from before: it enrolled, its report says something new, or it has fallen silent.
 * Figures that change all the time (metrics, memory, disk) are not news. Published inside the transaction that recorded it,
 * where there is one.
 */
public record NodeObserved(NodeId node, ClusterId cluster) {}
