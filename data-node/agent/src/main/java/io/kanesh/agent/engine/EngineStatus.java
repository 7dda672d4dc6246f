package io.kanesh.agent.engine;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answer of the engine to {@code status}.
 *
 * @param state the engine's own word; {@code SERVING} when clients may connect
 * @param leaseMillisLeft until it seals itself unless its lease is extended; null while it has no key
 */
public record EngineStatus(
        String state,
        @Nullable String waitingFor,
        @Nullable String hostId,
        @Nullable String schemaVersion,
        @Nullable List<String> liveNodes,
        @Nullable List<String> downNodes,
        @Nullable String version,
        @Nullable String startedAt,
        @Nullable Long leaseMillisLeft) {

    public boolean serving() {
        return state.equals("SERVING");
    }

    public boolean holdsKey() {
        return leaseMillisLeft != null;
    }

    /** It was asked to drain or to stop, by a task or by somebody at the socket. */
    public boolean leaving() {
        return state.toUpperCase(Locale.ROOT).startsWith("DRAIN") || state.equals("STOPPING");
    }
}
