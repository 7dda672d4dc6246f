package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One run as the journal keeps it. */
public record RunRecord(Head head, Progress progress, List<StepRecord> steps) {

    public RunRecord {
        steps = List.copyOf(steps);
    }

    /**
     * What never changes.
     *
     * @param parentRound the parent's round in which it was started; 0 without a parent
     * @param requestedBy name of the token or of the reconciler
     * @param input the runbook's input as JSON
     */
    public record Head(
            OperationId id,
            String runbook,
            Subject subject,
            @Nullable ProjectId project,
            @Nullable OperationId parent,
            int parentRound,
            String requestedBy,
            String input,
            Instant createdAt) {}

    /**
     * How far it is.
     *
     * @param ending what the undo under way leads to; null when it leads to a redo, and while there is none
     * @param undoTo everything from this step on is being taken back; -1 while the run goes forward
     * @param round 1, and one more each time steps are done again after an undo
     * @param fence of whoever has taken it last; 0 before
     * @param wakes how often something has asked to look again
     * @param percent never falls; the journal raises it, see {@link Percent}
     */
    public record Progress(
            State state,
            @Nullable State ending,
            int undoTo,
            int round,
            long fence,
            long wakes,
            int percent,
            @Nullable Problem error,
            @Nullable Instant endedAt) {

        public static final Progress QUEUED = new Progress(State.QUEUED, null, -1, 1, 0, 0, 0, null, null);

        public Progress in(State next) {
            return new Progress(next, ending, undoTo, round, fence, wakes, percent, error, endedAt);
        }

        public Progress ended(State as, @Nullable Problem why, Instant now) {
            return new Progress(as, ending, undoTo, round, fence, wakes, percent, why, now);
        }

        /** Everything from step {@code to} on is taken back; then the run ends in {@code then}, or goes on when null. */
        public Progress undoing(State meanwhile, int to, @Nullable State then, @Nullable Problem why) {
            return new Progress(meanwhile, then, to, round, fence, wakes, percent, why, null);
        }

        /** Forward again, in a new round. */
        public Progress nextRound(State as) {
            return new Progress(as, null, -1, round + 1, fence, wakes, percent, null, null);
        }

        public Progress reopened(State as, @Nullable Problem why) {
            return new Progress(as, ending, undoTo, round, fence, wakes, percent, why, null);
        }

        public Progress taken(long newFence) {
            return new Progress(state, ending, undoTo, round, newFence, wakes, percent, error, endedAt);
        }

        public Progress woken() {
            return new Progress(state, ending, undoTo, round, fence, wakes + 1, percent, error, endedAt);
        }

        public Progress atPercent(int newPercent) {
            return new Progress(state, ending, undoTo, round, fence, wakes, newPercent, error, endedAt);
        }
    }

    /**
     * A run that is about to be started.
     *
     * @param parentRound 0 without a parent
     * @throws IllegalArgumentException when {@code input} is not of the runbook's input type
     */
    public static RunRecord queued(
            Declaration<?> declaration,
            InputCodec codec,
            OperationId id,
            Subject subject,
            Object input,
            Origin origin,
            int parentRound,
            Instant now) {
        Class<?> type = declaration.runbook().inputType();
        if (!type.isInstance(input)) {
            throw new IllegalArgumentException(declaration.name() + " takes " + type.getName() + ", not "
                    + input.getClass().getName());
        }
        var head = new Head(
                id,
                declaration.name(),
                subject,
                origin.project(),
                origin.parent(),
                parentRound,
                origin.requestedBy(),
                codec.write(input),
                now);
        var steps = declaration.steps().stream()
                .map(step -> StepRecord.pending(step.name()))
                .toList();
        return new RunRecord(head, Progress.QUEUED, steps);
    }

    public OperationId id() {
        return head.id();
    }

    public boolean isActive() {
        return progress.state().isActive();
    }

    public StepRecord step(int index) {
        return steps.get(index);
    }

    public RunRecord with(Progress newProgress) {
        return new RunRecord(head, newProgress, steps);
    }

    public RunRecord withStep(int index, UnaryOperator<StepRecord> move) {
        List<StepRecord> changed = new ArrayList<>(steps);
        changed.set(index, move.apply(steps.get(index)));
        return new RunRecord(head, progress, changed);
    }

    public RunRecord withStepsFrom(int index, UnaryOperator<StepRecord> move) {
        List<StepRecord> changed = new ArrayList<>(steps.subList(0, index));
        steps.subList(index, steps.size()).forEach(step -> changed.add(move.apply(step)));
        return new RunRecord(head, progress, changed);
    }

    public int doneSteps() {
        return (int)
                steps.stream().filter(step -> step.state() == StepState.DONE).count();
    }

    /** The step at which it stands: the last one to be taken back, or the first one to be done; -1 when there is none. */
    public int current() {
        return progress.undoTo() >= 0 ? lastBegun() : firstNotDone();
    }

    private int firstNotDone() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).state() != StepState.DONE) {
                return i;
            }
        }
        return -1;
    }

    private int lastBegun() {
        for (int i = steps.size() - 1; i >= progress.undoTo(); i--) {
            if (steps.get(i).isBegun()) {
                return i;
            }
        }
        return -1;
    }
}
