package io.kanesh.agent.engine;

import io.kanesh.agent.Backoff;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.engine.Decision.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Life of the engine as the agent leads it. States are values; {@link #decide} has no effect of its own. */
public sealed interface EngineLife {

    Decision decide(Sight sight);

    /** The process that this state is about, or null. */
    default @Nullable EngineRecord engine() {
        return null;
    }

    NodeReport.State reported();

    /** What it waits for, one sentence; null when it waits for nothing. */
    @Nullable
    String waitingFor();

    /** How soon to look again when nothing wakes us. */
    Duration lookAgainIn();

    /** No process, and none due. */
    record Stopped(@Nullable String waitingFor) implements EngineLife {
        @Override
        public Decision decide(Sight sight) {
            var settings = sight.wanted().settings();
            if (settings == null) {
                return Decision.stay(new Stopped(sight.wanted().known() ? null : "a configuration"));
            }
            if (sight.missing() != null) {
                return Decision.stay(new Stopped(sight.missing()));
            }
            if (sight.key().missing() != null) {
                return Decision.stay(new Sealed(sight.key().missing()));
            }
            return new Decision(new Launching(settings, 0), Act.LAUNCH);
        }

        @Override
        public NodeReport.State reported() {
            return NodeReport.State.STOPPED;
        }

        @Override
        public Duration lookAgainIn() {
            return Duration.ofSeconds(5);
        }
    }

    /** No process, because there is no key. It starts when the key is back. */
    record Sealed(String waitingFor) implements EngineLife {

        /** The end of a process: expected when its key is gone, because an engine seals itself at the end of its lease. */
        static Decision orDeath(EngineRecord engine, int failures, Sight sight) {
            var missing = sight.key().missing();
            return missing == null
                    ? BackingOff.death(engine, failures, sight)
                    : new Decision(new Sealed(missing), Act.NOTE_SEAL);
        }

        @Override
        public Decision decide(Sight sight) {
            return new Stopped(null).decide(sight);
        }

        @Override
        public NodeReport.State reported() {
            return NodeReport.State.SEALED;
        }

        @Override
        public Duration lookAgainIn() {
            return Duration.ofSeconds(1);
        }
    }

    /**
     * A process is being made.
     *
     * @param failures unplanned ends in a row before this attempt
     */
    record Launching(EngineSettings settings, int failures) implements EngineLife {
        EngineLife launched(ProcessIdentity process, Instant now) {
            return new Starting(new EngineRecord(process, settings), now, failures, false, "its control socket");
        }

        EngineLife failed(Instant now, Backoff backoff) {
            return BackingOff.after(settings, failures + 1, now, backoff);
        }

        @Override
        public Decision decide(Sight sight) {
            return new Decision(this, Act.LAUNCH);
        }

        @Override
        public NodeReport.State reported() {
            return NodeReport.State.STARTING;
        }

        @Override
        public String waitingFor() {
            return "its process";
        }

        @Override
        public Duration lookAgainIn() {
            return Duration.ZERO;
        }
    }

    /**
     * A process that does not serve: on its way up, adopted and not yet recognised, or drained.
     *
     * @param since when this state began
     * @param accepted whether it has taken the settings from us; asked again after every adoption
     */
    record Starting(
            EngineRecord engine,
            Instant since,
            int failures,
            boolean accepted,
            @Nullable String waitingFor) implements EngineLife {
        /** Time for a JVM to open a socket on a machine that is very busy. Replay comes later and may take hours. */
        private static final Duration SOCKET = Duration.ofMinutes(3);

        EngineLife accepted(EngineSettings settings) {
            return new Starting(
                    new EngineRecord(engine.process(), settings), since, failures, true, "its first answer");
        }

        EngineLife refused(String why, Instant now) {
            return Stopping.ask(engine, failures, false, "it refused its settings: " + why, now);
        }

        @Override
        public Decision decide(Sight sight) {
            if (!sight.alive()) {
                return Sealed.orDeath(engine, failures + 1, sight);
            }
            if (sight.key().seal() != null) {
                return Stopping.seal(engine, sight.key().seal(), sight.now());
            }
            var reason = sight.reasonToStop(engine);
            if (reason != null) {
                return new Decision(Stopping.ask(engine, 0, true, reason, sight.now()), Act.ASK_STOP);
            }
            var status = sight.status();
            if (status == null) {
                var late = !accepted
                        && sight.now().isAfter(since.plus(SOCKET))
                        && sight.wanted().known();
                return late
                        ? new Decision(
                                Stopping.ask(engine, failures, false, "its control socket did not open", sight.now()),
                                Act.ASK_STOP)
                        : Decision.stay(waiting("an answer on its control socket"));
            }
            if (!accepted && sight.wanted().known()) {
                return new Decision(this, Act.ASK_START);
            }
            return status.serving()
                    ? Decision.stay(new Serving(engine, sight.now(), failures, sight.now()))
                    : Decision.stay(waiting(
                            status.leaving()
                                    ? "a new start: it was drained"
                                    : Objects.requireNonNullElse(status.waitingFor(), "its start, " + status.state())));
        }

        Starting waiting(String forWhat) {
            return new Starting(engine, since, failures, accepted, forWhat);
        }

        @Override
        public NodeReport.State reported() {
            return NodeReport.State.STARTING;
        }

        @Override
        public Duration lookAgainIn() {
            return Duration.ofMillis(250);
        }
    }

    /**
     * It serves.
     *
     * @param failures unplanned ends in a row before this one; forgotten after {@link #STABLE}
     * @param answered when its socket last answered
     */
    record Serving(EngineRecord engine, Instant since, int failures, Instant answered) implements EngineLife {
        /** After this long it has proved itself: the next death is the first in a row. */
        private static final Duration STABLE = Duration.ofMinutes(5);
        /** Longer than any healthy pause of the collector. */
        private static final Duration SILENCE = Duration.ofSeconds(30);

        @Override
        public Decision decide(Sight sight) {
            if (!sight.alive()) {
                var stable = sight.now().isAfter(since.plus(STABLE));
                return Sealed.orDeath(engine, stable ? 1 : failures + 1, sight);
            }
            if (sight.key().seal() != null) {
                return Stopping.seal(engine, sight.key().seal(), sight.now());
            }
            var reason = sight.reasonToStop(engine);
            if (reason != null) {
                return new Decision(Stopping.ask(engine, 0, true, reason, sight.now()), Act.ASK_STOP);
            }
            var status = sight.status();
            if (status == null) {
                return sight.now().isAfter(answered.plus(SILENCE))
                        ? Decision.stay(notServing(sight))
                        : Decision.stay(this);
            }
            return Decision.stay(
                    status.serving() ? new Serving(engine, since, failures, sight.now()) : notServing(sight));
        }

        private Starting notServing(Sight sight) {
            return new Starting(engine, sight.now(), failures, true, "an answer on its control socket");
        }

        @Override
        public NodeReport.State reported() {
            return NodeReport.State.SERVING;
        }

        @Override
        public @Nullable String waitingFor() {
            return null;
        }

        @Override
        public Duration lookAgainIn() {
            return Duration.ofSeconds(2);
        }
    }

    /**
     * It was told to go.
     *
     * @param failures what to count on from when it was not planned
     * @param planned whether somebody wanted this; otherwise its end counts as a death
     * @param deadline when the next, harder way is due
     */
    record Stopping(EngineRecord engine, int failures, boolean planned, String why, Way way, Instant deadline)
            implements EngineLife {

        /** Ever harder ways to stop. A drain may write gigabytes of memtables. */
        enum Way {
            /** The engine's own limit is 20 s; the promise is 30. */
            SEALED(Duration.ofSeconds(25), Act.ASK_SEAL),
            ASKED(Duration.ofSeconds(90), Act.ASK_STOP),
            TERMINATED(Duration.ofSeconds(30), Act.TERMINATE),
            KILLED(Duration.ofSeconds(10), Act.KILL);

            final Duration patience;
            final Act act;

            Way(Duration patience, Act act) {
                this.patience = patience;
                this.act = act;
            }

            Way next() {
                return this == ASKED ? TERMINATED : KILLED; // a key does not wait for SIGTERM
            }
        }

        static Stopping ask(EngineRecord engine, int failures, boolean planned, String why, Instant now) {
            return new Stopping(engine, failures, planned, why, Way.ASKED, now.plus(Way.ASKED.patience));
        }

        static Decision seal(EngineRecord engine, String why, Instant now) {
            var sealing = new Stopping(engine, 0, true, why, Way.SEALED, now.plus(Way.SEALED.patience));
            return new Decision(sealing, Act.ASK_SEAL);
        }

        /** Nobody listens on the socket: no need to wait for an answer. */
        Stopping unheard(Instant now) {
            return new Stopping(engine, failures, planned, why, way, now);
        }

        @Override
        public Decision decide(Sight sight) {
            if (!sight.alive()) {
                return planned
                        ? new Decision(new Stopped(null), Act.NOTE_STOP)
                        : BackingOff.death(engine, failures + 1, sight);
            }
            if (sight.key().seal() != null && way == Way.ASKED) {
                return seal(engine, sight.key().seal(), sight.now());
            }
            if (sight.now().isBefore(deadline)) {
                return Decision.stay(this);
            }
            var harder = way.next();
            var next = new Stopping(
                    engine, failures, planned, why, harder, sight.now().plus(harder.patience));
            return new Decision(next, harder.act);
        }

        @Override
        public NodeReport.State reported() {
            return NodeReport.State.STOPPING;
        }

        @Override
        public String waitingFor() {
            return "its end: " + why;
        }

        @Override
        public Duration lookAgainIn() {
            return Duration.ofMillis(200);
        }
    }

    /** It died, and the next start waits a moment. */
    record BackingOff(@Nullable EngineSettings settings, int failures, Instant until) implements EngineLife {

        static Decision death(EngineRecord engine, int failures, Sight sight) {
            return new Decision(after(engine.settings(), failures, sight.now(), sight.backoff()), Act.NOTE_DEATH);
        }

        static BackingOff after(@Nullable EngineSettings settings, int failures, Instant now, Backoff backoff) {
            return new BackingOff(settings, failures, now.plus(backoff.after(failures)));
        }

        @Override
        public Decision decide(Sight sight) {
            var wanted = sight.wanted().settings();
            if (wanted == null) {
                return Decision.stay(new Stopped(null));
            }
            if (sight.key().missing() != null) {
                return Decision.stay(new Sealed(sight.key().missing()));
            }
            if (!wanted.equals(settings)) {
                return new Decision(new Launching(wanted, 0), Act.LAUNCH);
            }
            return sight.now().isBefore(until)
                    ? Decision.stay(this)
                    : new Decision(new Launching(wanted, failures), Act.LAUNCH);
        }

        @Override
        public NodeReport.State reported() {
            return NodeReport.State.BACKING_OFF;
        }

        @Override
        public String waitingFor() {
            return "the next start at " + until + ", after " + failures + (failures == 1 ? " failure" : " failures");
        }

        @Override
        public Duration lookAgainIn() {
            return Duration.ofMillis(200);
        }
    }
}
