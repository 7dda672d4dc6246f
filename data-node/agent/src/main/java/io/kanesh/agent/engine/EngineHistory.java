package io.kanesh.agent.engine;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of past engine processes.
 *
 * @param running the process that was started last; null when it has ended
 * @param restarts unplanned exits since the agent first started one
 * @param lastExit why the last one ended
 */
public record EngineHistory(
        @Nullable EngineRecord running,
        int restarts,
        @Nullable String lastExit) {
    public static final EngineHistory EMPTY = new EngineHistory(null, 0, null);

    EngineHistory started(EngineRecord engine) {
        return new EngineHistory(engine, restarts, lastExit);
    }

    EngineHistory died(String why) {
        return new EngineHistory(null, restarts + 1, why);
    }

    EngineHistory stopped(String why) {
        return new EngineHistory(null, restarts, why);
    }
}
