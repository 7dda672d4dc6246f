package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param fault when it was a transient fault; then {@code outcome} is a {@link Outcome.NotYet}
 */
record Attempted(Outcome outcome, @Nullable Fault fault) {

    /**
     * A transient fault.
     *
     * @param text for the operator
     * @param pause how long the other side asked to be left alone; zero when it did not say
     */
    record Fault(String text, Duration pause) {
        private static final Duration FIRST = Duration.ofMillis(500);
        private static final Duration LONGEST = Duration.ofMinutes(1);
        /** 500 ms doubled seven times is 64 s. */
        private static final int DOUBLINGS = 7;

        /** The pause after so many faults before this one: half a second, doubled each time up to a minute. */
        Duration pauseAfter(int faultsBefore) {
            Duration backoff = FIRST.multipliedBy(1L << Math.min(faultsBefore, DOUBLINGS));
            Duration capped = backoff.compareTo(LONGEST) > 0 ? LONGEST : backoff;
            return pause.compareTo(capped) > 0 ? pause : capped;
        }
    }

    static Attempted answered(Outcome outcome) {
        return new Attempted(outcome, null);
    }
}
