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
 * @param missing what is needed before an engine can be started and is not there yet, the key apart; null when all is there
 */
public record Sight(
        Instant now,
        Wanted wanted,
        boolean alive,
        @Nullable EngineStatus status,
        @Nullable String missing,
        Key key,
        Backoff backoff) {

    /**
     * What the lease on the node's key says about the engine.
     *
     * @param missing why no engine may be started; null when one may
     * @param seal why the engine that runs must forget its key now; null when it may go on
     */
    public record Key(@Nullable String missing, @Nullable String seal) {
        public static final Key HELD = new Key(null, null);
    }

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
