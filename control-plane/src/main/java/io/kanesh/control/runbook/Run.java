package io.kanesh.control.runbook;

import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a runbook, as the journal has it.
 *
 * @param percent done steps of all steps, children included; never falls
 * @param waitingFor of the current step; null when it waits for nothing
 * @param error why it failed or is being undone; null while all is well
 * @param cancellable whether {@link Runs#cancel} would be accepted now
 */
public record Run(
        OperationId id,
        String runbook,
        Subject subject,
        @Nullable ProjectId project,
        @Nullable OperationId parent,
        State state,
        int percent,
        List<StepView> steps,
        @Nullable String waitingFor,
        @Nullable Problem error,
        boolean cancellable,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** Life of a run. */
    public enum State {
        QUEUED,
        RUNNING,
        /** A step was refused, timed out, or the run was cancelled: what was done is being taken back. */
        UNDOING,
        SUCCEEDED,
        /** Ended without effect (everything undone) or past its point of no return; see {@code error}. */
        FAILED,
        CANCELLED;

        public boolean isActive() {
            return this == QUEUED || this == RUNNING || this == UNDOING;
        }
    }

    /** One step in the journal. */
    public record StepView(
            String name,
            StepState state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            int attempts,
            @Nullable String waitingFor,
            @Nullable String note) {}

    /** Life of a step. */
    public enum StepState {
        PENDING,
        RUNNING,
        WAITING,
        DONE,
        FAILED,
        UNDOING,
        UNDONE
    }
}
