package io.kanesh.control.runbook;

import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what a fault thrown by a step means. Each module that throws faults of its own gives one such bean; the first that
 * knows a fault decides. A fault that nobody knows is transient.
 */
@FunctionalInterface
public interface FaultClassifier {

    /** Empty when {@code fault} is not of this classifier's kind. */
    Optional<Verdict> classify(Throwable fault);

    /** What to do about it. */
    sealed interface Verdict {
        /**
         * Try again, as long as the step's deadline allows.
         *
         * @param notBefore how long the other side asked to be left alone; zero when it did not say
         * @param waitingFor shown to operator and customer
         */
        record Transient(Duration notBefore, String waitingFor) implements Verdict {
            @Override
            public <R> R match(Function<Transient, R> passing, Function<Permanent, R> permanent) {
                return passing.apply(this);
            }
        }

        /** Trying again cannot help: as if the step had refused. */
        record Permanent(Problem why) implements Verdict {
            @Override
            public <R> R match(Function<Transient, R> passing, Function<Permanent, R> permanent) {
                return permanent.apply(this);
            }
        }

        <R> R match(Function<Transient, R> passing, Function<Permanent, R> permanent);
    }
}
