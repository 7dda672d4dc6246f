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
 * @param access who may connect, and what the engine's certificate must be like
 */
public record DesiredConfiguration(
        String clusterId,
        String nodeId,
        long generation,
        long fence,
        EngineState engineState,
        @Nullable EngineSettings engine,
        @Nullable Encryption encryption,
        ClientAccess access) {

    public DesiredConfiguration {
        // A file that an older agent has written does not say.
        access = access == null ? ClientAccess.EVERYBODY : access;
    }

    /** Before the key is known, and open to all. */
    public DesiredConfiguration(
            String clusterId,
            String nodeId,
            long generation,
            long fence,
            EngineState engineState,
            @Nullable EngineSettings engine) {
        this(clusterId, nodeId, generation, fence, engineState, engine, null, ClientAccess.EVERYBODY);
    }

    /** What the engine process should do. */
    public enum EngineState {
        /** No engine process; data stays. */
        STOPPED,
        /** Serving; restarted with backoff when it dies. */
        RUNNING
    }
}
