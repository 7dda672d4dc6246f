package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Id.OperationId;

/** How whoever executes runs is told that there is something to do. */
public interface RunSignals {

    /** The run is due now; part of the transaction that made it so. */
    void due(OperationId id);

    /** Whatever the subject's active run and its parents wait for may be so now; once the transaction has committed. */
    void wake(Subject subject);

    /** The same for a run and its parents. */
    void wake(OperationId id);
}
