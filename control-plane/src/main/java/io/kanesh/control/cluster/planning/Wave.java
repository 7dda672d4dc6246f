package io.kanesh.control.cluster.planning;

import io.kanesh.control.shared.Id.NodeId;
import java.util.List;

/**
 * Nodes that may be away at the same time.
 *
 * @param name what they have in common, for people: a rack, or a node
 */
public record Wave(String name, List<NodeId> nodes) {
    public Wave {
        nodes = List.copyOf(nodes);
    }
}
