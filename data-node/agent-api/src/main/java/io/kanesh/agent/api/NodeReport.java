package io.kanesh.agent.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /agent/v1/reports}: what the agent sees, sent on change and at least every 60 s.
 *
 * @param sequence rises with every report of one agent process
 * @param observedAt RFC 3339
 * @param appliedGeneration the generation that the agent has converged to; 0 before the first
 * @param highestFence the highest fence the agent has seen
 * @param key its keys; null before the node knows whose key decides
 */
public record NodeReport(
        String nodeId,
        long sequence,
        String observedAt,
        String agentVersion,
        long appliedGeneration,
        long highestFence,
        Engine engine,
        Disk disk,
        ProcessFigures agent,
        String agentCertificateExpiresAt,
        @Nullable String engineCertificateExpiresAt,
        @Nullable KeyReport key) {

    /** More figures than an engine has; a report with more is refused. */
    public static final int MAX_METRICS = 256;

    /** Of a node that does not know yet whose key decides. */
    public NodeReport(
            String nodeId,
            long sequence,
            String observedAt,
            String agentVersion,
            long appliedGeneration,
            long highestFence,
            Engine engine,
            Disk disk,
            ProcessFigures agent,
            String agentCertificateExpiresAt,
            @Nullable String engineCertificateExpiresAt) {
        this(
                nodeId,
                sequence,
                observedAt,
                agentVersion,
                appliedGeneration,
                highestFence,
                engine,
                disk,
                agent,
                agentCertificateExpiresAt,
                engineCertificateExpiresAt,
                null);
    }

    /**
     * The engine process.
     *
     * @param waitingFor what it waits for while it is not serving; one sentence for the operator
     * @param restarts unplanned exits since the agent first started it
     * @param lastExit why it last ended, e.g. {@code killed by signal 9}
     * @param hostId Cassandra's host id, once known
     * @param liveNodes addresses that this engine sees up
     * @param downNodes addresses that this engine sees down
     * @param metrics latest figures by name (see the engine's README for names and units)
     */
    public record Engine(
            State state,
            @Nullable String waitingFor,
            @Nullable String version,
            @Nullable String startedAt,
            int restarts,
            @Nullable String lastExit,
            @Nullable String hostId,
            @Nullable String schemaVersion,
            List<String> liveNodes,
            List<String> downNodes,
            Map<String, Double> metrics,
            @Nullable ProcessFigures process) {

        /** @throws IllegalArgumentException when there are more than {@link #MAX_METRICS} figures */
        public Engine {
            if (metrics != null && metrics.size() > MAX_METRICS) {
                throw new IllegalArgumentException(
                        metrics.size() + " figures are more than the " + MAX_METRICS + " of one report");
            }
        }
    }

    /** Life of the engine process. */
    public enum State {
        STOPPED,
        STARTING,
        SERVING,
        STOPPING,
        /** It died and the agent waits before the next start. */
        BACKING_OFF,
        /** No process, because no key: {@link NodeReport#key()} says why. It starts by itself when the key is back. */
        SEALED
    }

    /**
     * @param usedBytes bytes below the node's data directories
     * @param quotaBytes what the node may hold
     * @param freeBytes free on the file system itself
     */
    public record Disk(long usedBytes, long quotaBytes, long freeBytes) {}

    /**
     * @param residentBytes resident set
     * @param cpuSeconds processor time since start
     */
    public record ProcessFigures(long pid, long residentBytes, double cpuSeconds) {}
}
