package io.kanesh.control.placement;

import java.util.HashSet;
import java.util.List;

/**
 * What is known of a data center before it has a node.
 *
 * @param name unique in its cluster
 * @param zones the region's availability zones, in the catalogue's order; each becomes a rack
 * @param nodes how many nodes it gets, at least 1
 * @param replicationFactor how many replicas its keyspaces are meant to have, 1 to {@code nodes}
 */
public record DataCenterShape(String name, List<String> zones, int nodes, int replicationFactor) {

    public DataCenterShape {
        zones = List.copyOf(zones);
        if (zones.isEmpty() || new HashSet<>(zones).size() != zones.size()) {
            throw new IllegalArgumentException("zones must be distinct and at least one: " + zones);
        }
        if (nodes < 1 || replicationFactor < 1 || replicationFactor > nodes) {
            throw new IllegalArgumentException(
                    "1 <= replication factor <= nodes is broken: " + replicationFactor + ", " + nodes);
        }
    }
}
