package io.kanesh.engine.repair;

import io.kanesh.engine.repair.RepairProgress.State;
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

/**
 * One repair: its parts one after the other, each by Cassandra's coordinator. Full and not incremental: every row is compared,
 * whatever an earlier repair has marked.
 */
final class RepairJob implements Runnable {
    private final RepairOrder order;
    private volatile RepairProgress progress =
            new RepairProgress(State.RUNNING, 0, 0, 0, 0, "finds out which ranges to compare", null);
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
            int done = 0;
            long differences = 0;
            for (RepairPart part : plan.parts()) {
                progress = new RepairProgress(
                        State.RUNNING, done, plan.parts().size(), differences, plan.unheld(), part.toString(), null);
                differences += repair(part);
                done++;
            }
            progress = new RepairProgress(State.DONE, done, done, differences, plan.unheld(), null, null);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            end("the engine stops");
        } catch (ExecutionException failed) {
            end(String.valueOf(failed.getMessage()));
        } catch (RuntimeException failed) {
            end(failed.toString());
        }
    }

    private void end(String why) {
        RepairProgress last = progress;
        progress = new RepairProgress(
                cancelled ? State.CANCELLED : State.FAILED,
                last.done(),
                last.total(),
                last.differences(),
                last.unheld(),
                null,
                why);
    }

    /** @return how often two replicas differed */
    private long repair(RepairPart part) throws ExecutionException, InterruptedException {
        if (cancelled) {
            throw new ExecutionException("it was cancelled", null);
        }
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
