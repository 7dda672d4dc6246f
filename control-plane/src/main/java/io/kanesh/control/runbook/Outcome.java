package io.kanesh.control.runbook;

import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.function.Function;

/** What came of one attempt of a step. Faults are exceptions: they are retried until the step's deadline. */
public sealed interface Outcome {

    /** It is so now. */
    record Done(String note) implements Outcome {
        @Override
        public <R> R match(Function<Done, R> done, Function<NotYet, R> notYet, Function<Refused, R> refused) {
            return done.apply(this);
        }
    }

    /**
     * Not yet.
     *
     * @param lookAgainIn when to look again unless something wakes the run earlier
     * @param waitingFor shown to operator and customer: what exactly is missing, with figures, e.g. {@code 2 of 3 engines
     *     serve; nd_… replays its commit log}
     */
    record NotYet(Duration lookAgainIn, String waitingFor) implements Outcome {
        @Override
        public <R> R match(Function<Done, R> done, Function<NotYet, R> notYet, Function<Refused, R> refused) {
            return notYet.apply(this);
        }
    }

    /** It will never be: stop, and undo what was done. */
    record Refused(Problem why) implements Outcome {
        @Override
        public <R> R match(Function<Done, R> done, Function<NotYet, R> notYet, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }

    <R> R match(Function<Done, R> done, Function<NotYet, R> notYet, Function<Refused, R> refused);

    static Outcome done() {
        return new Done("");
    }

    static Outcome done(String note) {
        return new Done(note);
    }

    static Outcome notYet(Duration lookAgainIn, String waitingFor) {
        return new NotYet(lookAgainIn, waitingFor);
    }

    static Outcome refused(Problem why) {
        return new Refused(why);
    }
}
