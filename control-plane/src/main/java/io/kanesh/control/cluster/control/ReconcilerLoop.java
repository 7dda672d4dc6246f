package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.encryption.KeyNews;
import io.kanesh.control.cluster.encryption.NodeEncryption;
import io.kanesh.control.node.NodeObserved;
import io.kanesh.control.runbook.RunChanged;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.ResourceChanged;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Brings every cluster round: at once when an event of this process says that something happened, and all of them every ten
 * seconds, which is the truth: an event may be lost, and other processes of the control plane have events of their own. One
 * thread, so that a cluster is never reconciled twice at a time here; two processes are kept apart by the database.
 */
@Component
class ReconcilerLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcilerLoop.class);
    private static final long ROUND_SECONDS = 10;

    private final ClusterReconciler reconciler;
    private final Admission admission;
    private final NodeEncryption encryption;
    private final KeyNews keyNews;
    private final ClusterStore store;
    private final Runs runs;
    private final Set<ClusterId> woken = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService thread;
    private @Nullable Future<?> rounds;

    ReconcilerLoop(
            ClusterReconciler reconciler,
            Admission admission,
            NodeEncryption encryption,
            KeyNews keyNews,
            ClusterStore store,
            Runs runs) {
        this.reconciler = reconciler;
        this.admission = admission;
        this.encryption = encryption;
        this.keyNews = keyNews;
        this.store = store;
        this.runs = runs;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RunChanged change) {
        if (change.subject().type().equals(ClusterOperations.SUBJECT_TYPE)) {
            wake(new ClusterId(change.subject().id()));
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ResourceChanged change) {
        if (change.type().equals(ClusterOperations.SUBJECT_TYPE)) {
            wake(new ClusterId(change.id()));
        }
    }

    /**
     * A report may be what the cluster's run waits for. The run is woken from our own thread: right after a commit, writing
     * would join the transaction that has just ended.
     */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(NodeObserved observation) {
        ClusterId id = observation.cluster();
        submit(() -> runs.wake(ClusterOperations.subject(id)));
        wake(id);
    }

    /** Soon, once, however often it is said before that. */
    void wake(ClusterId id) {
        if (!woken.add(id)) {
            return;
        }
        submit(() -> {
            woken.remove(id);
            reconcile(id);
        });
    }

    private synchronized void submit(Runnable work) {
        if (thread == null) {
            return;
        }
        try {
            thread.execute(() -> guarded(work));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("nothing is reconciled any more: the control plane stops", stopping);
        }
    }

    private void round() {
        guarded(() -> store.ids().forEach(id -> guarded(() -> reconcile(id))));
    }

    private void reconcile(ClusterId id) {
        reconciler.reconcile(id);
        admission.keep(id);
        encryption.keep(id);
        keyNews.pass(id);
    }

    /** One cluster's fault must not stop the others' round, nor the rounds to come. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.warn("a cluster could not be reconciled; the next round is in {} s", ROUND_SECONDS, fault);
        }
    }

    @Override
    public synchronized void start() {
        woken.clear();
        thread = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "cluster-reconciler"));
        rounds = thread.scheduleWithFixedDelay(this::round, 0, ROUND_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping;
        synchronized (this) {
            stopping = thread;
            thread = null;
            if (rounds != null) {
                rounds.cancel(false);
            }
        }
        if (stopping == null) {
            return;
        }
        stopping.shutdown();
        try {
            if (!stopping.awaitTermination(5, TimeUnit.SECONDS)) {
                stopping.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            stopping.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
