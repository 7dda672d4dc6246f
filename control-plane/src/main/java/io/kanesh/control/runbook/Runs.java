package io.kanesh.control.runbook;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facade of this module: start, look at, wake, cancel and retry runs. */
public interface Runs {

    /**
     * Starts a run, in the caller's transaction. Refused with {@code operation-in-progress} when the subject has an active
     * run. With a parent, starting the same runbook for the same subject again answers the run that the parent already
     * started, so that a step may be repeated.
     */
    <I> Answer<OperationId> start(Class<? extends Runbook<I>> runbook, Subject subject, I input, Origin origin);

    Optional<Run> find(OperationId id);

    Optional<Run> activeFor(Subject subject);

    /** The newest first; active and ended. */
    List<Run> latestFor(Subject subject, int limit);

    /** Looks again now at whatever the subject's active run (and its parents) wait for. A hint: losing it costs time only. */
    void wake(Subject subject);

    /** Stop and undo. Refused past the point of no return, and for a run that has ended. */
    Answer<Run> cancel(OperationId id);

    /** Continues a FAILED run at the step that failed, with fresh deadlines. Refused in every other state. */
    Answer<Run> retry(OperationId id);

    /**
     * Who started it and for whom.
     *
     * @param project null for the installation's own runs
     * @param parent the run that waits for this one; null for a customer's operation
     * @param requestedBy name of the token or of the reconciler
     */
    record Origin(@Nullable ProjectId project, @Nullable OperationId parent, String requestedBy) {}
}
