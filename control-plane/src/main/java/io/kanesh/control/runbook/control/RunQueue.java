package io.kanesh.control.runbook.control;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.kanesh.control.shared.Hint;
import io.kanesh.control.shared.Hints;
import io.kanesh.control.shared.Id.OperationId;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The runs' place in the scheduler's queue. What becomes due is looked for at once, here and in the other processes. */
@Component
class RunQueue {
    static final String TASK = "run";
    private static final Logger LOG = LoggerFactory.getLogger(RunQueue.class);

    private final ObjectProvider<Scheduler> scheduler;
    private final InstantSource clock;
    private final Hints hints;

    RunQueue(ObjectProvider<Scheduler> scheduler, InstantSource clock, Hints hints) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.hints = hints;
    }

    /** Queues a run in the caller's transaction; it begins as soon as that has committed. */
    void scheduleIfMissing(OperationId id) {
        scheduler.getObject().scheduleIfNotExists(instance(id), clock.instant());
        hints.give(new Hint(Hint.RUN, id.value()));
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    scheduler.getObject().triggerCheckForDueExecutions();
                }
            });
        } else {
            scheduler.getObject().triggerCheckForDueExecutions();
        }
    }

    /** Ends a run's rest. Not to be called inside a transaction: the scheduler would lose it with a rollback. */
    void lookNow(OperationId id) {
        try {
            scheduler.getObject().reschedule(instance(id), clock.instant());
            hints.give(new Hint(Hint.RUN, id.value()));
            scheduler.getObject().triggerCheckForDueExecutions();
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException looksAlready) {
            LOG.debug("{} looks already or has ended", id.value());
        } catch (ExecutionException pickedMeanwhile) {
            // Picked between the scheduler's read and its write: that look comes after this wake-up.
            LOG.debug("{} was picked meanwhile", id.value());
        }
    }

    @EventListener
    void heard(Hint hint) {
        if (hint.topic().equals(Hint.RUN)) {
            scheduler.getObject().triggerCheckForDueExecutions();
        }
    }

    private static TaskInstance<Void> instance(OperationId id) {
        return new TaskInstance<>(TASK, id.value());
    }
}
