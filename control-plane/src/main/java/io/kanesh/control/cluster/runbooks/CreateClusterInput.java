package io.kanesh.control.cluster.runbooks;

import java.util.List;
import java.util.Map;

/**
 * What {@code create-cluster} is given: every node with its place, so that nothing is decided on the way.
 *
 * @param systemAuthReplication data center to number of replicas of the roles' keyspace
 */
public record CreateClusterInput(
        String clusterId,
        String projectId,
        String provider,
        String engineVersion,
        Map<String, Integer> systemAuthReplication,
        List<NodeInput> nodes) {

    public CreateClusterInput {
        systemAuthReplication = Map.copyOf(systemAuthReplication);
        nodes = List.copyOf(nodes);
    }

    /**
     * @param tokens Murmur3 tokens, decimal
     * @param seed whether the other nodes learn the cluster from it
     */
    public record NodeInput(
            String nodeId,
            String dataCenter,
            String region,
            String rack,
            String instanceType,
            List<String> tokens,
            boolean seed,
            int vcpus,
            int heapMib,
            long storageQuotaBytes) {
        public NodeInput {
            tokens = List.copyOf(tokens);
        }
    }
}
