package io.kanesh.agent.engine;

import io.kanesh.agent.Backoff;
import io.kanesh.agent.api.EngineSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision about the engine depends on.
 *
 * @param wanted what the engine should be
 * @param alive whether the process of the current state still runs; false when the state has none
 * @param status the engine's latest answer; null when its socket did not answer just now
 * @param missing what is needed before an engine can be started and is not there yet; null when all is there
 */
public record Sight(
        Instant now,
        Wanted wanted,
        boolean alive,
        @Nullable EngineStatus status,
        @Nullable String missing,
        Backoff backoff) {

    /**
     * @param known false before the first configuration: then nothing that runs is touched
     * @param settings null for no engine
     */
    public record Wanted(boolean known, @Nullable EngineSettings settings) {
        public static final Wanted UNKNOWN = new Wanted(false, null);
    }

    /** Why this process must go, or null when it may stay. */
    @Nullable
    String reasonToStop(EngineRecord engine) {
        if (!wanted.known()) {
            return null;
        }
        if (wanted.settings() == null) {
            return "it should not run";
        }
        var settings = engine.settings();
        return settings == null || settings.equals(wanted.settings()) ? null : "its settings have changed";
    }
}
