package io.kanesh.control.runbook.control;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.execution.RunExecutor;
import io.kanesh.control.runbook.execution.RunExecutor.Rest;
import io.kanesh.control.shared.Id.OperationId;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** One picked execution of a run: advance it, then give it back to the scheduler until it has rested, or for good. */
final class RunExecution implements ExecutionHandler<Void> {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ObjectProvider<RunExecutor> executor;
    private final ObjectProvider<Journal> journal;
    private final ObjectProvider<RunQueue> queue;
    private final InstantSource clock;

    RunExecution(
            ObjectProvider<RunExecutor> executor,
            ObjectProvider<Journal> journal,
            ObjectProvider<RunQueue> queue,
            InstantSource clock) {
        this.executor = executor;
        this.journal = journal;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        var id = new OperationId(instance.getId());
        return executor.getObject()
                .advance(id)
                .<CompletionHandler<Void>>map(rest -> (complete, operations) -> rest(id, rest, complete, operations))
                .orElse((complete, operations) -> over(id, operations));
    }

    // A wake-up that came while the run was picked could not reschedule it, but the journal has counted it.
    private void rest(OperationId id, Rest rest, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(complete, rest.until());
        boolean woken = journal.getObject()
                .find(id)
                .filter(run -> run.progress().wakes() != rest.wakes())
                .isPresent();
        if (woken) {
            queue.getObject().lookNow(id);
        }
    }

    // Somebody may have retried it between its end and here, and found it still picked.
    private void over(OperationId id, ExecutionOperations<Void> operations) {
        try {
            operations.remove();
        } catch (RuntimeException takenOver) {
            LOG.info("{} belongs to another process now: {}", id.value(), takenOver.getMessage());
            return;
        }
        if (journal.getObject().find(id).filter(run -> run.isActive()).isPresent()) {
            queue.getObject().scheduleIfMissing(id);
        }
    }

    /** Something but a step failed, e.g. the database; the step itself is attempted again. */
    void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        int failures = Math.min(complete.getExecution().consecutiveFailures, 6);
        var pause = Duration.ofSeconds(1L << failures);
        operations.reschedule(
                complete, clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
    }
}
