package io.kanesh.agent.api;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a node should be, whole. The agent never merges: it compares and converges.
 *
 * @param generation rises with every change; an agent refuses a lower one than it has seen
 * @param fence the fence number of the writer; an agent refuses a lower one than it has seen (a writer that was replaced)
 * @param engineState what the engine process should do
 * @param engine what the engine should be; null until the cluster's addresses and tokens are known
 * @param encryption whose key decides; null until that is known, and no engine starts before
 */
public record DesiredConfiguration(
        String clusterId,
        String nodeId,
        long generation,
        long fence,
        EngineState engineState,
        @Nullable EngineSettings engine,
        @Nullable Encryption encryption) {

    /** Before the key is known. */
    public DesiredConfiguration(
            String clusterId,
            String nodeId,
            long generation,
            long fence,
            EngineState engineState,
            @Nullable EngineSettings engine) {
        this(clusterId, nodeId, generation, fence, engineState, engine, null);
    }

    /** What the engine process should do. */
    public enum EngineState {
        /** No engine process; data stays. */
        STOPPED,
        /** Serving; restarted with backoff when it dies. */
        RUNNING
    }
}
