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
     * started, so that a step may be repeated; when the parent does its steps again after an undo (a redo, or a retry), a
     * new run is started.
     */
    <I> Answer<OperationId> start(Class<? extends Runbook<I>> runbook, Subject subject, I input, Origin origin);

    /**
     * The same for a caller that knows the runbook by its name only, because it belongs to another module.
     *
     * @throws IllegalArgumentException when no such runbook is declared, or {@code input} is not of its input type
     */
    Answer<OperationId> start(String runbookName, Subject subject, Object input, Origin origin);

    Optional<Run> find(OperationId id);

    /** The runs that steps of {@code parent} started, in every round of it; the newest first. */
    List<Run> childrenOf(OperationId parent);

    Optional<Run> activeFor(Subject subject);

    /** The newest first; active and ended. */
    List<Run> latestFor(Subject subject, int limit);

    /**
     * For the wait that follows an action which started children: done when the newest {@code runbookName} run of each subject
     * has succeeded, refused when one of them ended otherwise. The run that ends wakes its parent, so nothing is polled.
     */
    default Outcome childrenHaveSucceeded(OperationId parent, String runbookName) {
        return Children.haveSucceeded(childrenOf(parent), runbookName);
    }

    /**
     * For the undo of an action which started children: cancels those that are active and waits for them to end. What children
     * that succeeded have left is for the undo itself to take back.
     */
    default Outcome childrenHaveStopped(OperationId parent, String runbookName) {
        return Children.haveStopped(this, parent, runbookName);
    }

    /** Looks again now at whatever the subject's active run (and its parents) wait for. A hint: losing it costs time only. */
    void wake(Subject subject);

    /** Stop and undo. Refused past the point of no return, and for a run that has ended. */
    Answer<Run> cancel(OperationId id);

    /**
     * Takes up a FAILED run again with fresh deadlines: from its first step when it was undone, at the step that failed when
     * that lay past the point of no return, and with the undo when that was what failed. Refused in every other state.
     */
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
