package io.kanesh.control.runbook.control;

import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.RunSignals;
import io.kanesh.control.shared.Id.OperationId;
import org.springframework.stereotype.Component;

/** Signals as rows of the scheduler and wake-ups of its rests. */
@Component
class SchedulerSignals implements RunSignals {
    private final RunQueue queue;
    private final RunWaker waker;

    SchedulerSignals(RunQueue queue, RunWaker waker) {
        this.queue = queue;
        this.waker = waker;
    }

    @Override
    public void due(OperationId id) {
        queue.scheduleIfMissing(id);
    }

    @Override
    public void wake(Subject subject) {
        waker.wake(subject);
    }

    @Override
    public void wake(OperationId id) {
        waker.wake(id);
    }
}
