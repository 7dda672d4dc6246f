package io.kanesh.control.cluster.runbooks;

import java.util.List;

/** What {@code repair-cluster} is given: the nodes in the order in which they compare their ranges. */
public record RepairClusterInput(String clusterId, List<String> nodeIds) {
    public RepairClusterInput {
        nodeIds = List.copyOf(nodeIds);
    }
}
