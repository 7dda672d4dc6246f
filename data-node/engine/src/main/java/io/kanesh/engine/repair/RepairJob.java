package io.kanesh.engine.repair;

import io.kanesh.engine.repair.RepairProgress.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.cassandra.db.Keyspace;
import org.apache.cassandra.repair.RepairCoordinator;
import org.apache.cassandra.repair.messages.RepairOption;
import org.apache.cassandra.service.StorageService;
import org.apache.cassandra.utils.progress.ProgressEventType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One repair: its parts one after the other, each by Cassandra's coordinator. Full and not incremental: every row is compared,
 * whatever an earlier repair has marked.
 */
final class RepairJob implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RepairJob.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final RepairOrder order;
    private int done;
    private int total;
    private long differences;
    private int unheld;
    private volatile RepairProgress progress =
            new RepairProgress(State.RUNNING, 0, 0, 0, 0, "finds out which ranges to compare");
    private volatile boolean cancelled;

    RepairJob(RepairOrder order) {
        this.order = order;
    }

    RepairProgress progress() {
        return progress;
    }

    /** Ends it soon; what has been compared stays compared. */
    void cancel() {
        cancelled = true;
        if (progress.state() == State.RUNNING) {
            // All of this node's sessions: it runs no repair but ours.
            StorageService.instance.forceTerminateAllRepairSessions();
        }
    }

    @Override
    public void run() {
        try {
            RepairPlan plan = RepairPlan.of(order);
            total = plan.parts().size();
            unheld = plan.unheld();
            for (RepairPart part : plan.parts()) {
                untilRepaired(part);
                done++;
            }
            tell(cancelled ? State.CANCELLED : State.DONE, cancelled ? "it was told to end" : null);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            tell(State.CANCELLED, "the engine stops");
        } catch (RuntimeException fault) {
            LOG.error("A repair has ended", fault);
            tell(State.CANCELLED, fault.toString());
        }
    }

    /** Whoever asked knows how long to wait: a node that is away comes back, or the repair is cancelled. */
    private void untilRepaired(RepairPart part) throws InterruptedException {
        String failure = "";
        while (!cancelled) {
            tell(State.RUNNING, part + failure);
            try {
                differences += repair(part);
                return;
            } catch (ExecutionException failed) {
                failure = "; tried before: " + failed.getMessage();
                LOG.info("A repair is tried again: {}", failure);
                Thread.sleep(AGAIN.toMillis());
            }
        }
    }

    private void tell(State state, @Nullable String now) {
        progress = new RepairProgress(state, done, total, differences, unheld, now);
    }

    /** @return how often two replicas differed */
    private long repair(RepairPart part) throws ExecutionException, InterruptedException {
        long before = synced(part.keyspace());
        CompletableFuture<Void> ended = new CompletableFuture<>();
        RepairCoordinator coordinator = new RepairCoordinator(
                StorageService.instance,
                StorageService.nextRepairCommand.incrementAndGet(),
                options(part),
                part.keyspace());
        coordinator.addProgressListener((tag, event) -> {
            if (event.getType() == ProgressEventType.ERROR) {
                ended.completeExceptionally(new IllegalStateException(event.getMessage()));
            } else if (event.getType() == ProgressEventType.COMPLETE) {
                // After an error it comes too, and changes nothing any more.
                ended.complete(null);
            }
        });
        coordinator.run();
        ended.get();
        return synced(part.keyspace()) - before;
    }

    private static RepairOption options(RepairPart part) {
        Map<String, String> options = new HashMap<>();
        options.put(RepairOption.INCREMENTAL_KEY, "false");
        options.put(RepairOption.PARALLELISM_KEY, "parallel");
        options.put(
                RepairOption.RANGES_KEY,
                part.ranges().stream()
                        .map(range -> range.left + ":" + range.right)
                        .collect(Collectors.joining(",")));
        options.put(
                RepairOption.HOSTS_KEY,
                part.replicas().stream()
                        .map(replica -> replica.getHostAddress(false))
                        .collect(Collectors.joining(",")));
        return RepairOption.parse(options, StorageService.instance.getTokenMetadata().partitioner);
    }

    /** How often replicas had to be brought together since the start of the process. */
    private static long synced(String keyspace) {
        return Keyspace.open(keyspace).metric.repairSyncTime.getCount();
    }
}
