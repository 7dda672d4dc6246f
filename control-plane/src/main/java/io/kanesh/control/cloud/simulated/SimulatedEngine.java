package io.kanesh.control.cloud.simulated;

import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.NodeReport.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A simulated engine: the states of a real one, in simulated time. It is restarted when its settings change, as the real
 * agent does. Not thread-safe.
 */
final class SimulatedEngine {
    private static final Duration START = Duration.ofSeconds(4);
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final Duration BACK_OFF = Duration.ofSeconds(5);

    private @Nullable DesiredConfiguration desired;
    private @Nullable EngineSettings running;
    private State state = State.STOPPED;
    private Instant until = Instant.EPOCH;
    private @Nullable Instant startedAt;
    private long applied;
    private int restarts;
    private @Nullable String lastExit;
    private boolean isSealed;

    /** As it was when the control plane stopped. */
    static SimulatedEngine adopted(@Nullable DesiredConfiguration desired, boolean serves, Instant now) {
        var engine = new SimulatedEngine();
        engine.desired = desired;
        if (serves && desired != null) {
            engine.running = desired.engine();
            engine.state = State.SERVING;
            engine.startedAt = now;
            engine.applied = desired.generation();
        }
        return engine;
    }

    void want(DesiredConfiguration configuration) {
        desired = configuration;
    }

    /** Without its key no engine runs. */
    void seal(boolean sealed) {
        isSealed = sealed;
    }

    /** Ends it as a fault would; it is started again by itself. Without effect unless it serves. */
    void crash(Instant now) {
        if (state == State.SERVING) {
            restarts++;
            lastExit = "simulated crash";
            running = null;
            enter(State.BACKING_OFF, now.plus(BACK_OFF));
        }
    }

    /** Goes on as far as it is time to; true when something about it is different now. */
    boolean tick(Instant now) {
        if (desired == null || now.isBefore(until)) {
            return false;
        }
        return switch (state) {
            case STOPPED, SEALED, BACKING_OFF -> rest(now);
            case STARTING -> {
                startedAt = now;
                yield enter(State.SERVING, now);
            }
            case SERVING -> isWhatItShouldBe() ? converged() : enter(State.STOPPING, now.plus(STOP));
            case STOPPING -> {
                running = null;
                startedAt = null;
                yield enter(State.STOPPED, now);
            }
        };
    }

    /** No engine runs: one is started, or the reason for having none is. */
    private boolean rest(Instant now) {
        if (isWanted() && !isSealed) {
            return start(now);
        }
        State reason = isWanted() ? State.SEALED : State.STOPPED;
        if (state != reason) {
            return enter(reason, now);
        }
        return reason == State.STOPPED && converged();
    }

    private boolean start(Instant now) {
        running = desired == null ? null : desired.engine();
        return enter(State.STARTING, now.plus(START));
    }

    private boolean enter(State next, Instant lasting) {
        state = next;
        until = lasting;
        return true;
    }

    private boolean converged() {
        boolean news = desired != null && applied != desired.generation();
        applied = desired == null ? applied : desired.generation();
        return news;
    }

    private boolean isWanted() {
        return desired != null && desired.engineState() == EngineState.RUNNING && desired.engine() != null;
    }

    private boolean isWhatItShouldBe() {
        return isWanted()
                && !isSealed
                && desired != null
                && desired.engine() != null
                && desired.engine().equals(running);
    }

    State state() {
        return state;
    }

    boolean isServing() {
        return state == State.SERVING;
    }

    long applied() {
        return applied;
    }

    int restarts() {
        return restarts;
    }

    @Nullable
    String lastExit() {
        return lastExit;
    }

    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    @Nullable
    EngineSettings settings() {
        return running;
    }

    @Nullable
    DesiredConfiguration desired() {
        return desired;
    }
}
