package io.kanesh.control.cluster;

import io.kanesh.control.shared.Id.KeyId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's part in one region, as asked for.
 *
 * @param name unique in the cluster; Cassandra's name of the data center
 * @param region a region of the cluster's provider
 * @param replicationFactor replicas that keyspaces are meant to have here, 1 to the number of nodes
 * @param keyId its own master key; null for the cluster's
 * @param nodeGroups at least one
 */
public record DataCenterSpec(
        String name,
        String region,
        int replicationFactor,
        @Nullable KeyId keyId,
        List<NodeGroup> nodeGroups) {

    public DataCenterSpec {
        nodeGroups = List.copyOf(nodeGroups);
        int nodes = nodeGroups.stream().mapToInt(NodeGroup::count).sum();
        if (replicationFactor < 1 || replicationFactor > nodes) {
            throw new IllegalArgumentException(
                    "replication factor " + replicationFactor + " is not between 1 and " + nodes);
        }
    }

    /** All nodes of all groups. */
    public int nodeCount() {
        return nodeGroups.stream().mapToInt(NodeGroup::count).sum();
    }

    /** The instance type of each node, by ordinal: the groups one after the other. */
    public List<String> instanceTypes() {
        var types = new ArrayList<String>();
        for (NodeGroup group : nodeGroups) {
            for (int i = 0; i < group.count(); i++) {
                types.add(group.instanceType());
            }
        }
        return List.copyOf(types);
    }
}
