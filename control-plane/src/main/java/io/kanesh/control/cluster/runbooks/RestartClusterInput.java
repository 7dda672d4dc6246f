package io.kanesh.control.cluster.runbooks;

import java.util.List;

/** What {@code restart-cluster} is given: who goes when, so that nothing is decided on the way. */
public record RestartClusterInput(String clusterId, List<WaveInput> waves) {
    public RestartClusterInput {
        waves = List.copyOf(waves);
    }

    /** Nodes that are restarted at the same time. */
    public record WaveInput(String name, List<NodeRestart> nodes) {
        public WaveInput {
            nodes = List.copyOf(nodes);
        }
    }

    /** @param restartCount that the node's settings shall have afterwards */
    public record NodeRestart(String nodeId, long restartCount) {}
}
