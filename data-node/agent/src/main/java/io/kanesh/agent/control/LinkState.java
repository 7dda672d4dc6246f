package io.kanesh.agent.control;

import io.kanesh.agent.Backoff;
import java.time.Duration;
import java.time.Instant;

/** Whether the control plane answers. The engine goes on in every state; this is for operators and for the next attempt. */
public sealed interface LinkState {

    /** What to do before the next call. */
    Duration wait(Backoff backoff);

    LinkState answered(Instant now);

    LinkState failed(ControlPlaneFault fault, Instant now);

    /** One sentence for the log. */
    String sentence();

    /** Nothing was tried yet. */
    record Untried() implements LinkState {
        @Override
        public Duration wait(Backoff backoff) {
            return Duration.ZERO;
        }

        @Override
        public LinkState answered(Instant now) {
            return new Connected(now);
        }

        @Override
        public LinkState failed(ControlPlaneFault fault, Instant now) {
            return new Away(now, 1, fault.kind(), String.valueOf(fault.getMessage()));
        }

        @Override
        public String sentence() {
            return "the control plane was not called yet";
        }
    }

    /** It answers. */
    record Connected(Instant since) implements LinkState {
        @Override
        public Duration wait(Backoff backoff) {
            return Duration.ZERO;
        }

        @Override
        public LinkState answered(Instant now) {
            return this;
        }

        @Override
        public LinkState failed(ControlPlaneFault fault, Instant now) {
            return new Away(now, 1, fault.kind(), String.valueOf(fault.getMessage()));
        }

        @Override
        public String sentence() {
            return "the control plane answers";
        }
    }

    /**
     * It does not answer, or not with what we need.
     *
     * @param since the first failure in a row
     * @param failures failures in a row
     */
    record Away(Instant since, int failures, ControlPlaneFault.Kind kind, String lastError) implements LinkState {
        @Override
        public Duration wait(Backoff backoff) {
            return backoff.after(failures);
        }

        @Override
        public LinkState answered(Instant now) {
            return new Connected(now);
        }

        @Override
        public LinkState failed(ControlPlaneFault fault, Instant now) {
            return new Away(since, failures + 1, fault.kind(), String.valueOf(fault.getMessage()));
        }

        @Override
        public String sentence() {
            return "the control plane is " + (kind == ControlPlaneFault.Kind.AWAY ? "away" : "refusing us") + " since "
                    + since + " (" + lastError + "); the engine goes on";
        }
    }
}
