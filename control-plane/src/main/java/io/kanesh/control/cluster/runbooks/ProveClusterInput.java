package io.kanesh.control.cluster.runbooks;

import java.util.List;

/**
 * What {@code prove-cluster} is given.
 *
 * @param keyspace made for this proof and dropped at its end
 * @param markers {@code name=hex}, separated by commas: the bytes that are written and searched for
 */
public record ProveClusterInput(
        String clusterId, String projectId, String keyspace, String markers, List<String> nodeIds) {
    public ProveClusterInput {
        nodeIds = List.copyOf(nodeIds);
    }
}
