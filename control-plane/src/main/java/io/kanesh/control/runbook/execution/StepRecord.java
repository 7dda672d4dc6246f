package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Run.StepState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step as the journal keeps it. Its methods are the moves between its states.
 *
 * @param redos how often its deadline has sent the run back
 */
public record StepRecord(
        String name,
        StepState state,
        int redos,
        Attempts attempts,
        Said said,
        @Nullable Instant endedAt) {

    /**
     * How often and since when it is tried.
     *
     * @param faults transient faults in a row; decides how long the next attempt waits
     * @param alerted whether its deadline has passed with an alert
     * @param notBefore the end of the pause after a fault; waking the run does not shorten it
     */
    public record Attempts(
            int count,
            int faults,
            boolean alerted,
            @Nullable Instant startedAt,
            @Nullable Instant deadlineAt,
            @Nullable Instant notBefore) {
        public static final Attempts NONE = new Attempts(0, 0, false, null, null, null);
    }

    /**
     * What it last said.
     *
     * @param fault for the operator: the last fault, cleared by the next success
     */
    public record Said(
            @Nullable String waitingFor,
            @Nullable String note,
            @Nullable String fault) {
        public static final Said NOTHING = new Said(null, null, null);
    }

    /** Not begun. */
    public static StepRecord pending(String name) {
        return new StepRecord(name, StepState.PENDING, 0, Attempts.NONE, Said.NOTHING, null);
    }

    /** One more attempt begins; the deadline counts from the first. */
    public StepRecord attempted(Instant now, Duration within) {
        return new StepRecord(name, StepState.RUNNING, redos, counted(attempts, now, within), said, null);
    }

    /** One more attempt to take it back begins. */
    public StepRecord undoAttempted(Instant now, Duration within) {
        var before = state == StepState.UNDOING ? attempts : Attempts.NONE;
        var counted = counted(before, now, within);
        var shown = state == StepState.UNDOING ? said : new Said(null, said.note(), null);
        return new StepRecord(name, StepState.UNDOING, redos, counted, shown, null);
    }

    private static Attempts counted(Attempts before, Instant now, Duration within) {
        var started = before.startedAt() == null ? now : before.startedAt();
        var deadline = before.deadlineAt() == null ? now.plus(within) : before.deadlineAt();
        return new Attempts(before.count() + 1, before.faults(), before.alerted(), started, deadline, null);
    }

    public StepRecord done(String note, Instant now) {
        return ended(StepState.DONE, note.isEmpty() ? null : note, now);
    }

    public StepRecord undone(Instant now) {
        return ended(StepState.UNDONE, said.note(), now);
    }

    private StepRecord ended(StepState as, @Nullable String note, Instant now) {
        var calm = new Attempts(
                attempts.count(), 0, attempts.alerted(), attempts.startedAt(), attempts.deadlineAt(), null);
        return new StepRecord(name, as, redos, calm, new Said(null, note, null), now);
    }

    /** It, or its undo, will not succeed. */
    public StepRecord failed(Instant now) {
        return new StepRecord(name, StepState.FAILED, redos, attempts, said, now);
    }

    /** Not so yet; an undo stays an undo. */
    public StepRecord waiting(String waitingFor) {
        var calm = new Attempts(
                attempts.count(), 0, attempts.alerted(), attempts.startedAt(), attempts.deadlineAt(), null);
        return new StepRecord(name, waitingState(), redos, calm, new Said(waitingFor, said.note(), null), null);
    }

    /** A transient fault: waits until {@code notBefore}. */
    public StepRecord faulted(String waitingFor, String fault, Instant notBefore) {
        var more = new Attempts(
                attempts.count(),
                attempts.faults() + 1,
                attempts.alerted(),
                attempts.startedAt(),
                attempts.deadlineAt(),
                notBefore);
        return new StepRecord(name, waitingState(), redos, more, new Said(waitingFor, said.note(), fault), null);
    }

    private StepState waitingState() {
        return state == StepState.UNDOING ? StepState.UNDOING : StepState.WAITING;
    }

    public StepRecord alertRaised() {
        var alerted = new Attempts(
                attempts.count(),
                attempts.faults(),
                true,
                attempts.startedAt(),
                attempts.deadlineAt(),
                attempts.notBefore());
        return new StepRecord(name, state, redos, alerted, said, endedAt);
    }

    public StepRecord redoCounted() {
        return new StepRecord(name, state, redos + 1, attempts, said, endedAt);
    }

    /** To be done again after an undo; how often that happened is remembered. */
    public StepRecord again() {
        return new StepRecord(name, StepState.PENDING, redos, Attempts.NONE, Said.NOTHING, null);
    }

    /** Whether its deadline has passed and nothing has come of that yet. */
    public boolean isOverdue(Instant now) {
        var deadline = attempts.deadlineAt();
        return deadline != null && !attempts.alerted() && !now.isBefore(deadline);
    }

    /** Whether it may have left something in the world. */
    public boolean isBegun() {
        return state != StepState.PENDING && state != StepState.UNDONE;
    }
}
