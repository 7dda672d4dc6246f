package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.cluster.runbooks.CreateClusterInput.NodeInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Settings of the first engines of a cluster: they start at once, with planned tokens, and none waits for another's data. */
final class FirstSettings {
    private FirstSettings() {}

    /** @param addresses of every node of the input, by its id */
    static EngineSettings of(
            CreateClusterInput input, NodeInput node, Map<String, String> addresses, EngineSettings.AdminRole admin) {
        List<String> seeds = input.nodes().stream()
                .filter(NodeInput::seed)
                .map(seed -> Objects.requireNonNull(addresses.get(seed.nodeId()), seed.nodeId()))
                .sorted()
                .toList();
        return new EngineSettings(
                input.engineVersion(),
                input.clusterId(),
                node.dataCenter(),
                node.rack(),
                Objects.requireNonNull(addresses.get(node.nodeId()), node.nodeId()),
                seeds,
                node.tokens(),
                false,
                node.heapMib(),
                node.vcpus(),
                node.storageQuotaBytes(),
                input.systemAuthReplication(),
                admin,
                null,
                0);
    }
}
