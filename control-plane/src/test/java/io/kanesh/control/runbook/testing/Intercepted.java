package io.kanesh.control.runbook.testing;

import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import java.time.Duration;

/** A runbook whose every step goes through somebody's hands first. */
public final class Intercepted<I> implements Runbook<I> {

    /** What sort of step it is. */
    public enum Kind {
        ACT,
        WAIT,
        UNDO
    }

    /** Performs a step, or something else instead. An undo has the name of its action. */
    public interface Around<I> {
        Outcome perform(Kind kind, String name, Steps.Step<I> step, StepContext<I> context);
    }

    private final Runbook<I> runbook;
    private final Around<I> around;

    public Intercepted(Runbook<I> runbook, Around<I> around) {
        this.runbook = runbook;
        this.around = around;
    }

    @Override
    public String name() {
        return runbook.name();
    }

    @Override
    public String purpose() {
        return runbook.purpose();
    }

    @Override
    public Class<I> inputType() {
        return runbook.inputType();
    }

    @Override
    public void declare(Steps<I> steps) {
        runbook.declare(new Steps<>() {
            @Override
            public Act<I> act(String name, Step<I> action) {
                return new InterceptedAct(name, steps.act(name, wrap(Kind.ACT, name, action)));
            }

            @Override
            public Wait<I> await(String name, Step<I> predicate) {
                return steps.await(name, wrap(Kind.WAIT, name, predicate));
            }

            @Override
            public void pointOfNoReturn(String reason) {
                steps.pointOfNoReturn(reason);
            }
        });
    }

    private Steps.Step<I> wrap(Kind kind, String name, Steps.Step<I> step) {
        return context -> around.perform(kind, name, step, context);
    }

    private final class InterceptedAct implements Steps.Act<I> {
        private final String name;
        private final Steps.Act<I> act;

        InterceptedAct(String name, Steps.Act<I> act) {
            this.name = name;
            this.act = act;
        }

        @Override
        public Steps.Act<I> undo(Steps.Step<I> undo) {
            act.undo(wrap(Kind.UNDO, name, undo));
            return this;
        }

        @Override
        public Steps.Act<I> within(Duration deadline, Steps.Consequence consequence) {
            act.within(deadline, consequence);
            return this;
        }
    }
}
