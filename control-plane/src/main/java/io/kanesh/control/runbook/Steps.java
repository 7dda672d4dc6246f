package io.kanesh.control.runbook;

import java.time.Duration;
import java.util.function.Function;

/** Where a runbook declares its steps, in the order in which they are done. */
public interface Steps<I> {

    /**
     * An action; done twice it gives the same world. Its name is imperative, kebab-case, unique in the runbook. It may answer
     * {@link Outcome.NotYet} while what it asked for is being done.
     */
    Act<I> act(String name, Step<I> action);

    /** A wait for something to become true; its name is a predicate. It must change nothing. */
    Wait<I> await(String name, Step<I> predicate);

    /** From here on the run can only go forward: cancel is refused and a refusal ends it FAILED without undo. */
    void pointOfNoReturn(String reason);

    /** One step's work. */
    @FunctionalInterface
    interface Step<I> {
        Outcome run(StepContext<I> context);
    }

    /** An action just declared. */
    interface Act<I> {
        /**
         * How to take it back; also safe twice, and safe when the action was never done or only half done. Tried until it is
         * done; a refusal leaves the run FAILED with what is left, for an operator to retry.
         */
        Act<I> undo(Step<I> undo);

        /** How long it may be retried on transient faults; 10 minutes unless said. Then {@code consequence} happens. */
        Act<I> within(Duration deadline, Consequence consequence);
    }

    /** A wait just declared. Every wait has a deadline and a consequence. */
    interface Wait<I> {
        Wait<I> within(Duration deadline, Consequence consequence);
    }

    /** What happens when a deadline passes. */
    sealed interface Consequence {
        /** Raise an alert with this message and go on waiting. */
        record Alert(String message) implements Consequence {
            @Override
            public <R> R match(Function<Alert, R> alert, Function<GiveUp, R> giveUp, Function<Redo, R> redo) {
                return alert.apply(this);
            }
        }

        /** Stop and undo everything done so far. */
        record GiveUp(String message) implements Consequence {
            @Override
            public <R> R match(Function<Alert, R> alert, Function<GiveUp, R> giveUp, Function<Redo, R> redo) {
                return giveUp.apply(this);
            }
        }

        /** Undo back to and including the named action, then do it again; at most {@code times} times, then give up. */
        record Redo(String actionName, int times) implements Consequence {
            @Override
            public <R> R match(Function<Alert, R> alert, Function<GiveUp, R> giveUp, Function<Redo, R> redo) {
                return redo.apply(this);
            }
        }

        <R> R match(Function<Alert, R> alert, Function<GiveUp, R> giveUp, Function<Redo, R> redo);

        static Consequence alert(String message) {
            return new Alert(message);
        }

        static Consequence giveUp(String message) {
            return new GiveUp(message);
        }

        static Consequence redo(String actionName, int times) {
            return new Redo(actionName, times);
        }
    }
}
