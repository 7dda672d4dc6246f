package io.kanesh.engine.observe;

import com.codahale.metrics.Snapshot;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.TreeMap;
import org.apache.cassandra.cache.ChunkCache;
import org.apache.cassandra.concurrent.Stage;
import org.apache.cassandra.db.commitlog.CommitLog;
import org.apache.cassandra.db.compaction.CompactionManager;
import org.apache.cassandra.gms.Gossiper;
import org.apache.cassandra.metrics.ClientMetrics;
import org.apache.cassandra.metrics.ClientRequestMetrics;
import org.apache.cassandra.metrics.ClientRequestsMetricsHolder;
import org.apache.cassandra.metrics.StorageMetrics;
import org.apache.cassandra.net.MessagingService;
import org.apache.cassandra.service.reads.range.RangeCommandIterator;

/**
 * The engine's figures by name. Totals only rise while a process lives: rates are the reader's differences, so that nothing
 * between two readings is missed. Names end in their unit; the module's README lists all of them.
 */
public final class Figures {

    private Figures() {}

    /** Reads all figures now; a few hundred microseconds. Only once Cassandra serves. */
    public static Map<String, Double> read() {
        Map<String, Double> figures = new TreeMap<>();
        process(figures);
        requests(figures, "reads", ClientRequestsMetricsHolder.readMetrics);
        requests(figures, "writes", ClientRequestsMetricsHolder.writeMetrics);
        requests(figures, "ranges", RangeCommandIterator.rangeMetrics);
        requests(figures, "transactions_reads", ClientRequestsMetricsHolder.casReadMetrics);
        requests(figures, "transactions_writes", ClientRequestsMetricsHolder.casWriteMetrics);
        storage(figures);
        cluster(figures);
        return figures;
    }

    private static void process(Map<String, Double> figures) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        put(figures, "heap_used_bytes", heap.getUsed());
        put(figures, "heap_max_bytes", heap.getMax());
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            if (pool.getName().equals("direct")) {
                put(figures, "direct_memory_bytes", pool.getMemoryUsed());
            }
        }
        long pauses = 0;
        long pausedMillis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            pauses += Math.max(0, collector.getCollectionCount());
            pausedMillis += Math.max(0, collector.getCollectionTime());
        }
        put(figures, "gc_total", pauses);
        put(figures, "gc_millis_total", pausedMillis);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            figures.put("cpu_seconds_total", system.getProcessCpuTime() / 1e9);
            figures.put("cpu_ratio", Math.max(0, system.getProcessCpuLoad()));
        }
        put(figures, "threads", ManagementFactory.getThreadMXBean().getThreadCount());
        figures.put("uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    }

    private static void requests(Map<String, Double> figures, String kind, ClientRequestMetrics metrics) {
        Snapshot latency = metrics.latency.getSnapshot();
        put(figures, kind + "_total", metrics.latency.getCount());
        figures.put(kind + "_per_second", metrics.latency.getOneMinuteRate());
        figures.put(kind + "_p50_micros", micros(latency.getMedian()));
        figures.put(kind + "_p99_micros", micros(latency.get99thPercentile()));
        put(figures, kind + "_timeouts_total", metrics.timeouts.getCount());
        put(figures, kind + "_unavailable_total", metrics.unavailables.getCount());
        put(figures, kind + "_failures_total", metrics.failures.getCount());
    }

    /** Cassandra keeps latencies in nanoseconds. */
    private static double micros(double nanos) {
        return nanos / 1e3;
    }

    private static void storage(Map<String, Double> figures) {
        put(figures, "storage_live_bytes", StorageMetrics.load.getCount());
        put(figures, "compactions_pending", CompactionManager.instance.getPendingTasks());
        put(
                figures,
                "compaction_bytes_total",
                CompactionManager.instance.getMetrics().bytesCompacted.getCount());
        put(
                figures,
                "compactions_total",
                CompactionManager.instance
                        .getMetrics()
                        .totalCompactionsCompleted
                        .getCount());
        put(figures, "commit_log_bytes", CommitLog.instance.metrics.totalCommitLogSize.getValue());
        put(figures, "commit_log_pending", CommitLog.instance.metrics.pendingTasks.getValue());
        if (ChunkCache.instance != null) {
            put(figures, "chunk_cache_requests_total", ChunkCache.instance.metrics.requests.getCount());
            put(figures, "chunk_cache_misses_total", ChunkCache.instance.metrics.misses.getCount());
            put(figures, "chunk_cache_bytes", ChunkCache.instance.metrics.size.getValue());
            double hitRate = ChunkCache.instance.metrics.hitRate.getValue();
            figures.put("chunk_cache_hit_ratio", Double.isNaN(hitRate) ? 0.0 : hitRate);
        }
        TableFigures.read(figures);
    }

    private static void cluster(Map<String, Double> figures) {
        put(figures, "nodes_live", Gossiper.instance.getLiveMembers().size());
        put(figures, "nodes_down", Gossiper.instance.getUnreachableMembers().size());
        put(figures, "connections", ClientMetrics.instance.allConnectedClients().size());
        put(figures, "hints_total", StorageMetrics.totalHints.getCount());
        put(figures, "hints_in_progress", StorageMetrics.totalHintsInProgress.getCount());
        put(figures, "exceptions_total", StorageMetrics.uncaughtExceptions.getCount());
        long dropped = MessagingService.instance().metrics.getDroppedMessages().values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        put(figures, "messages_dropped_total", dropped);
        put(figures, "reads_pending", Stage.READ.executor().getPendingTaskCount());
        put(figures, "writes_pending", Stage.MUTATION.executor().getPendingTaskCount());
    }

    private static void put(Map<String, Double> figures, String name, long value) {
        figures.put(name, (double) value);
    }
}
