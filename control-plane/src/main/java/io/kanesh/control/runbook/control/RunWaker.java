package io.kanesh.control.runbook.control;

import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.execution.Journal.Change;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.shared.Id.OperationId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Ends rests early. Works after the waker's commit and on a thread of its own: what woke the run must be visible to its step,
 * the waker must not wait for the run's row, and two wakers that hold several runs must never wait for each other. Wake-ups of
 * one subject that come together are one.
 */
@Component
class RunWaker implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RunWaker.class);

    private final Journal journal;
    private final RunQueue queue;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(RunWaker::daemon);
    private final Set<Object> pending = ConcurrentHashMap.newKeySet();

    RunWaker(@Qualifier("jdbcJournal") Journal journal, RunQueue queue) {
        this.journal = journal;
        this.queue = queue;
    }

    void wake(Subject subject) {
        afterCommit(subject, () -> journal.activeFor(subject));
    }

    void wake(OperationId id) {
        afterCommit(id, () -> journal.find(id));
    }

    private void afterCommit(Object key, Supplier<Optional<RunRecord>> run) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    submit(key, run);
                }
            });
        } else {
            submit(key, run);
        }
    }

    private void submit(Object key, Supplier<Optional<RunRecord>> run) {
        if (pending.add(key) && !thread.isShutdown()) {
            thread.execute(() -> {
                pending.remove(key);
                wakeWithParents(run);
            });
        }
    }

    // A lost wake-up costs time only: the run looks again by itself.
    private void wakeWithParents(Supplier<Optional<RunRecord>> run) {
        try {
            var here = run.get().filter(RunRecord::isActive);
            while (here.isPresent()) {
                var id = here.get().id();
                journal.change(id, now -> new Change<>(now.with(now.progress().woken()), true));
                queue.lookNow(id);
                here = parentOf(here.get());
            }
        } catch (RuntimeException lost) {
            LOG.warn("A wake-up was lost; the run looks again by itself", lost);
        }
    }

    private Optional<RunRecord> parentOf(RunRecord run) {
        @Nullable OperationId parent = run.head().parent();
        return parent == null ? Optional.empty() : journal.find(parent).filter(RunRecord::isActive);
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "run-waker");
        thread.setDaemon(true);
        return thread;
    }
}
