package io.kanesh.engine.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer of the operation {@code status}.
 *
 * @param waitingFor one sentence for the operator while the engine does not serve; null when it serves
 * @param version Cassandra's version
 * @param startedAt start of the process, RFC 3339
 * @param settingsDigest of the settings that the engine was started with, null before the start
 * @param liveNodes addresses of ring members that this engine sees up, itself included
 * @param downNodes addresses of ring members that this engine sees down
 * @param leaseMillisLeft until this engine seals itself unless its lease is extended; null while it has no key
 */
public record EngineStatus(
        State state,
        @Nullable String waitingFor,
        @Nullable String hostId,
        @Nullable String schemaVersion,
        List<String> liveNodes,
        List<String> downNodes,
        String version,
        String startedAt,
        long pid,
        @Nullable String settingsDigest,
        @Nullable Long leaseMillisLeft) {

    /** Life of one engine process. */
    public enum State {
        /** The process runs and has no settings yet. */
        WAITING,
        STARTING,
        /** Clients can log in. */
        SERVING,
        /** Everything is on disk, nothing is served; only {@code stop} goes on from here. */
        DRAINED,
        STOPPING
    }
}
