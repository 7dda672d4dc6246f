package io.kanesh.control.node;

import io.kanesh.agent.api.NodeReport;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node last measured of itself. Null is a figure that nobody knows: of an engine that does not serve, a latency of
 * requests that did not come, a rate that the engine is too old to tell.
 *
 * @param reportedAt when the report came
 * @param storageUsedBytes on disk, copies and compaction's scratch files included
 * @param cpuRatio share of all the machine's processors that the engine used just now, 0 to 1
 * @param readsPerSecond over the last minute or so, as this node coordinated them: single partitions and ranges
 * @param writesPerSecond likewise, lightweight transactions included
 * @param readP99Millis of reads of one partition, over the last minutes
 * @param rangeReadP99Millis of reads that go over partitions, an index search for example
 * @param cacheHitRatio share of the chunk reads that memory answered since the engine started, 0 to 1
 */
public record NodeFigures(
        Instant reportedAt,
        @Nullable Long storageUsedBytes,
        @Nullable Long storageQuotaBytes,
        @Nullable Double cpuRatio,
        @Nullable Long heapUsedBytes,
        @Nullable Long heapMaxBytes,
        @Nullable Double readsPerSecond,
        @Nullable Double writesPerSecond,
        @Nullable Double readP99Millis,
        @Nullable Double rangeReadP99Millis,
        @Nullable Double writeP99Millis,
        @Nullable Long pendingCompactions,
        @Nullable Double cacheHitRatio,
        @Nullable Long connections) {

    private static final double MICROS_PER_MILLI = 1_000;

    public static NodeFigures of(NodeReport report, Instant reportedAt) {
        var disk = report.disk();
        var engine = new Reader(report.engine().metrics());
        return new NodeFigures(
                reportedAt,
                disk.quotaBytes() > 0 ? disk.usedBytes() : null,
                disk.quotaBytes() > 0 ? disk.quotaBytes() : null,
                engine.value("cpu_ratio"),
                engine.whole("heap_used_bytes"),
                engine.whole("heap_max_bytes"),
                engine.sum("reads_per_second", "ranges_per_second"),
                engine.sum("writes_per_second", "transactions_writes_per_second"),
                engine.millis("reads"),
                engine.millis("ranges"),
                engine.millis("writes"),
                engine.whole("compactions_pending"),
                engine.of("chunk_cache_requests_total", "chunk_cache_hit_ratio"),
                engine.whole("connections"));
    }

    /** Figures come from a machine of the customer's cluster: what is no number a measurement can have is nothing. */
    private record Reader(Map<String, Double> figures) {
        @Nullable
        Double value(String name) {
            Double value = figures.get(name);
            return value == null || !Double.isFinite(value) || value < 0 ? null : value;
        }

        @Nullable
        Long whole(String name) {
            Double value = value(name);
            return value == null ? null : Math.round(value);
        }

        @Nullable
        Double sum(String first, String second) {
            Double one = value(first);
            Double other = value(second);
            return one == null || other == null ? null : one + other;
        }

        /** The second figure where the first says that something was counted. */
        @Nullable
        Double of(String counted, String name) {
            Double count = value(counted);
            return count == null || count == 0 ? null : value(name);
        }

        /** A percentile that has decayed to nothing belongs to requests of long ago. */
        @Nullable
        Double millis(String kind) {
            Double micros = of(kind + "_total", kind + "_p99_micros");
            return micros == null || micros == 0 ? null : micros / MICROS_PER_MILLI;
        }
    }
}
