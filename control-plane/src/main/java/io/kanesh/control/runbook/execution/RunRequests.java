package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.execution.Journal.Change;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;

/** What an operator may ask of a run, decided on its record. Pure. */
public final class RunRequests {
    private RunRequests() {}

    /** Stop and undo. Asking twice is one request. */
    public static Change<Answer<RunRecord>> cancel(Declaration<?> declaration, RunRecord run) {
        var progress = run.progress();
        if (isCancellable(declaration, run)) {
            var cancelled = run.with(
                    progress.undoing(State.UNDOING, 0, State.CANCELLED, null).woken());
            return new Change<>(cancelled, Answer.of(cancelled));
        }
        if (run.isActive() && progress.ending() == State.CANCELLED) {
            return new Change<>(run, Answer.of(run));
        }
        return new Change<>(run, Answer.refused(whyNotCancellable(declaration, run)));
    }

    /** Whether {@link #cancel} would stop it now. */
    public static boolean isCancellable(Declaration<?> declaration, RunRecord run) {
        var state = run.progress().state();
        return (state == State.QUEUED || state == State.RUNNING) && !isPastPointOfNoReturn(declaration, run);
    }

    private static boolean isPastPointOfNoReturn(Declaration<?> declaration, RunRecord run) {
        return run.steps().stream().skip(declaration.pointOfNoReturn()).anyMatch(StepRecord::isBegun);
    }

    private static Problem whyNotCancellable(Declaration<?> declaration, RunRecord run) {
        var id = run.id().value();
        if (!run.isActive()) {
            var state = run.progress().state();
            return Problem.of("operation-ended", Kind.CONFLICT, id + " has ended already: it is " + state);
        }
        if (run.progress().state() == State.UNDOING) {
            return Problem.of("operation-undoing", Kind.CONFLICT, id + " has failed and is being undone already");
        }
        return Problem.of(
                "past-point-of-no-return",
                Kind.CONFLICT,
                id + " can only go forward now: " + declaration.pointOfNoReturnReason());
    }

    /** Takes up a failed run: see {@link io.kanesh.control.runbook.Runs#retry}. */
    public static Change<Answer<RunRecord>> retry(RunRecord run) {
        if (run.progress().state() != State.FAILED) {
            var problem = Problem.of(
                            "operation-not-failed",
                            Kind.CONFLICT,
                            run.id().value() + " is " + run.progress().state() + "; only a FAILED one can be retried")
                    .withHint("to look again at what an active operation waits for, wake it");
            return new Change<>(run, Answer.refused(problem));
        }
        var again = reopened(run);
        return new Change<>(again, Answer.of(again));
    }

    private static RunRecord reopened(RunRecord run) {
        var progress = run.progress();
        int current = run.current();
        if (progress.undoTo() < 0) {
            return run.withStep(current, StepRecord::again).with(progress.reopened(State.QUEUED, null));
        }
        if (current < 0) {
            var fresh = run.withStepsFrom(progress.undoTo(), step -> StepRecord.pending(step.name()));
            return fresh.with(progress.nextRound(State.QUEUED));
        }
        var state = progress.ending() == null ? State.RUNNING : State.UNDOING;
        return run.with(progress.reopened(state, progress.error()));
    }
}
