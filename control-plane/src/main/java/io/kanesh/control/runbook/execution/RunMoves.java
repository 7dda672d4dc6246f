package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.Steps.Consequence;
import io.kanesh.control.runbook.execution.Journal.Change;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How a run moves on: from its record and what came of an attempt to its next record and what is to be done. Pure. */
final class RunMoves {
    /** An undo has no consequence but an alert: giving up half undone helps nobody. */
    private static final Duration UNDO_OVERDUE = Duration.ofMinutes(10);

    private RunMoves() {}

    /** Somebody takes the run and is told what to attempt first. */
    static Change<Turn> take(Declaration<?> declaration, RunRecord run, LongSupplier fences, Instant now) {
        if (!run.isActive()) {
            return new Change<>(run, Turn.OVER);
        }
        var taken = run.progress().taken(fences.getAsLong());
        var started = taken.state() == State.QUEUED ? taken.in(State.RUNNING) : taken;
        return proceed(declaration, run.with(started), fences, now, null, null);
    }

    /** Keeps what came of {@code work}, unless the run has changed hands, and says what is next. */
    static Change<Turn> settle(
            Declaration<?> declaration,
            RunRecord run,
            Work work,
            Attempted attempted,
            LongSupplier fences,
            Instant now) {
        if (!run.isActive() || run.progress().fence() != work.fence()) {
            return new Change<>(run, Turn.OVER);
        }
        var settled = work.undo()
                ? settleUndo(run, work.step(), attempted, now)
                : settleForward(declaration, run, work.step(), attempted, now);
        return proceed(declaration, settled, fences, now, work, restAfter(settled, work, attempted, now));
    }

    private static @Nullable Instant restAfter(RunRecord run, Work work, Attempted attempted, Instant now) {
        boolean woken = run.progress().wakes() != work.wakes();
        if (attempted.fault() != null || woken) {
            return null;
        }
        return attempted
                .outcome()
                .match(
                        done -> Optional.<Instant>empty(),
                        notYet -> Optional.of(capped(now.plus(notYet.lookAgainIn()), run.step(work.step()), now)),
                        refused -> Optional.<Instant>empty())
                .orElse(null);
    }

    /** Not later than the deadline, so that its consequence comes in time. */
    private static Instant capped(Instant lookAgainAt, StepRecord step, Instant now) {
        var deadline = step.attempts().deadlineAt();
        if (deadline == null || step.attempts().alerted() || !deadline.isAfter(now)) {
            return lookAgainAt;
        }
        return deadline.isBefore(lookAgainAt) ? deadline : lookAgainAt;
    }

    private static RunRecord settleForward(
            Declaration<?> declaration, RunRecord run, int index, Attempted attempted, Instant now) {
        boolean goingBack = run.progress().undoTo() >= 0;
        return attempted
                .outcome()
                .match(
                        done -> {
                            var after = run.withStep(index, step -> step.done(done.note(), now));
                            return !goingBack && after.current() < 0
                                    ? after.with(after.progress().ended(State.SUCCEEDED, null, now))
                                    : after;
                        },
                        notYet -> {
                            var after = run.withStep(index, step -> notYet(step, notYet, attempted, now));
                            return !goingBack && after.step(index).isOverdue(now)
                                    ? consequence(declaration, after, index, notYet.waitingFor(), now)
                                    : after;
                        },
                        refused -> goingBack
                                ? run.withStep(index, step -> step.failed(now))
                                : giveUp(declaration, run, index, refused.why(), now));
    }

    private static RunRecord settleUndo(RunRecord run, int index, Attempted attempted, Instant now) {
        return attempted
                .outcome()
                .match(
                        done -> run.withStep(index, step -> step.undone(now)),
                        notYet -> run.withStep(index, step -> {
                            var after = notYet(step, notYet, attempted, now);
                            return after.isOverdue(now) ? after.alertRaised() : after;
                        }),
                        refused -> {
                            var after = run.withStep(index, step -> step.failed(now));
                            var why = undoRefused(run, index, refused.why());
                            return after.with(after.progress().ended(State.FAILED, why, now));
                        });
    }

    private static StepRecord notYet(StepRecord step, Outcome.NotYet notYet, Attempted attempted, Instant now) {
        var fault = attempted.fault();
        if (fault == null) {
            return step.waiting(notYet.waitingFor());
        }
        var pause = fault.pauseAfter(step.attempts().faults());
        return step.faulted(notYet.waitingFor(), fault.text(), now.plus(pause));
    }

    private static RunRecord consequence(
            Declaration<?> declaration, RunRecord run, int index, String waitingFor, Instant now) {
        return declaration
                .steps()
                .get(index)
                .consequence()
                .match(
                        alert -> run.withStep(index, StepRecord::alertRaised),
                        giveUp -> giveUp(declaration, run, index, overdue(giveUp.message(), waitingFor), now),
                        redo -> redo(declaration, run, index, redo, waitingFor, now));
    }

    private static RunRecord redo(
            Declaration<?> declaration,
            RunRecord run,
            int index,
            Consequence.Redo redo,
            String waitingFor,
            Instant now) {
        if (run.step(index).redos() >= redo.times()) {
            var name = run.step(index).name();
            var message = name + " did not come true after doing " + redo.actionName() + " again " + redo.times()
                    + (redo.times() == 1 ? " time" : " times");
            return giveUp(declaration, run, index, overdue(message, waitingFor), now);
        }
        int target = declaration.indexOf(redo.actionName());
        return run.withStep(index, StepRecord::redoCounted)
                .with(run.progress().undoing(State.RUNNING, target, null, null));
    }

    private static RunRecord giveUp(Declaration<?> declaration, RunRecord run, int index, Problem why, Instant now) {
        var failed = run.withStep(index, step -> step.failed(now));
        return index >= declaration.pointOfNoReturn()
                ? failed.with(failed.progress().ended(State.FAILED, why, now))
                : failed.with(failed.progress().undoing(State.UNDOING, 0, State.FAILED, why));
    }

    private static Problem overdue(String message, String waitingFor) {
        return Problem.of("deadline-passed", Problem.Kind.CONFLICT, message + "; it still waited for: " + waitingFor);
    }

    private static Problem undoRefused(RunRecord run, int index, Problem why) {
        var first = run.progress().error();
        var message = "Taking back " + run.step(index).name() + " was refused: " + why.message()
                + (first == null ? "" : "; it is taken back because: " + first.message())
                + ". Put that right and retry the operation: the undo goes on where it stopped";
        return Problem.of("undo-refused", Problem.Kind.CONFLICT, message);
    }

    /**
     * Finds the next attempt and marks it in the record.
     *
     * @param last what has just been attempted; null when the run was just taken
     * @param restUntil rest till then if the same would be next; null to go on at once
     */
    private static Change<Turn> proceed(
            Declaration<?> declaration,
            RunRecord run,
            LongSupplier fences,
            Instant now,
            @Nullable Work last,
            @Nullable Instant restUntil) {
        var here = run;
        while (here.isActive()) {
            int index = here.current();
            boolean undo = here.progress().undoTo() >= 0;
            if (index < 0) {
                here = undo ? undone(here, now) : here.with(here.progress().ended(State.SUCCEEDED, null, now));
            } else if (undo && declaration.steps().get(index).undo() == null) {
                here = here.withStep(index, step -> step.undone(now));
            } else {
                var until = restBefore(here, index, undo, now, last, restUntil);
                return until == null
                        ? begin(declaration, here, index, undo, fences, now)
                        : new Change<>(here, Turn.rest(until, here.progress().wakes()));
            }
        }
        return new Change<>(here, Turn.OVER);
    }

    private static @Nullable Instant restBefore(
            RunRecord run, int index, boolean undo, Instant now, @Nullable Work last, @Nullable Instant restUntil) {
        var step = run.step(index);
        var notBefore = step.attempts().notBefore();
        boolean sameDirection = undo == (step.state() == StepState.UNDOING);
        if (notBefore != null && sameDirection && notBefore.isAfter(now)) {
            return notBefore;
        }
        boolean same = last != null && last.isSameAs(index, undo, run.progress().round());
        return same ? restUntil : null;
    }

    private static Change<Turn> begin(
            Declaration<?> declaration, RunRecord run, int index, boolean undo, LongSupplier fences, Instant now) {
        var within = declaration.steps().get(index).within();
        var begun =
                run.withStep(index, step -> undo ? step.undoAttempted(now, UNDO_OVERDUE) : step.attempted(now, within));
        // Each attempt has a fence of its own: what a child wrote meanwhile must not outrank its parent's next step.
        var progress = run.progress().taken(fences.getAsLong());
        var attempt = begun.step(index).attempts().count();
        var work = new Work(index, undo, attempt, progress.round(), progress.fence(), progress.wakes());
        return new Change<>(begun.with(progress), Turn.attempt(work));
    }

    private static RunRecord undone(RunRecord run, Instant now) {
        var progress = run.progress();
        var ending = progress.ending();
        return ending == null
                ? run.withStepsFrom(progress.undoTo(), StepRecord::again).with(progress.nextRound(State.RUNNING))
                : run.with(progress.ended(ending, progress.error(), now));
    }
}
