package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.node.Node;
import java.util.List;
import java.util.Objects;

/** Which nodes the others learn the ring from. */
final class Seeds {
    private Seeds() {}

    /**
     * The seeds that are still nodes of the cluster. When none is left, every node: a node that joined later is a seed as good as
     * any, once it has its data.
     */
    static List<String> of(List<Node> nodes) {
        List<String> addresses = nodes.stream()
                .map(Node::address)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        List<String> left = nodes.stream()
                .map(Node::engine)
                .filter(Objects::nonNull)
                .map(EngineSettings::seeds)
                .flatMap(List::stream)
                .distinct()
                .filter(addresses::contains)
                .sorted()
                .toList();
        return left.isEmpty() ? addresses : left;
    }
}
