package io.kanesh.control.node.rest;

import io.kanesh.control.node.NodeFigures;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a node last measured of itself; a figure that nobody knows is null. */
@Schema(name = "NodeFiguresResponse")
record FiguresResponse(
        @Schema(description = "when the control plane got them; a node sends them every 15 seconds")
        Instant reportedAt,

        @Schema(description = "bytes on the node's disk", example = "52428800") @Nullable
        Long storageUsedBytes,

        @Schema(description = "bytes that the node may hold", example = "10737418240") @Nullable
        Long storageQuotaBytes,

        @Schema(
                description = "share of all the machine's processors that the engine used just now, 0 to 1",
                example = "0.25")
        @Nullable
        Double cpuRatio,

        @Schema(description = "bytes", example = "268435456") @Nullable
        Long heapUsedBytes,

        @Schema(description = "bytes", example = "536870912") @Nullable
        Long heapMaxBytes,

        @Schema(
                description = "reads per second that this node coordinated, mean of the last minute",
                example = "1200.5")
        @Nullable
        Double readsPerSecond,

        @Schema(
                description = "writes per second that this node coordinated, mean of the last minute",
                example = "300.25")
        @Nullable
        Double writesPerSecond,

        @Schema(
                description = "99th percentile of reads of one partition, milliseconds, over about five minutes",
                example = "2.3")
        @Nullable
        Double readP99Millis,

        @Schema(description = "likewise, of reads that go over partitions, such as index searches", example = "12.8")
        @Nullable
        Double rangeReadP99Millis,

        @Schema(description = "likewise, of writes", example = "1.1") @Nullable
        Double writeP99Millis,

        @Schema(description = "compactions that wait", example = "2") @Nullable
        Long pendingCompactions,

        @Schema(
                description = "share of chunk reads that memory answered since the engine started, 0 to 1",
                example = "0.97")
        @Nullable
        Double cacheHitRatio,

        @Schema(description = "connected clients", example = "14") @Nullable
        Long connections) {

    static FiguresResponse from(NodeFigures figures) {
        return new FiguresResponse(
                figures.reportedAt(),
                figures.storageUsedBytes(),
                figures.storageQuotaBytes(),
                figures.cpuRatio(),
                figures.heapUsedBytes(),
                figures.heapMaxBytes(),
                figures.readsPerSecond(),
                figures.writesPerSecond(),
                figures.readP99Millis(),
                figures.rangeReadP99Millis(),
                figures.writeP99Millis(),
                figures.pendingCompactions(),
                figures.cacheHitRatio(),
                figures.connections());
    }
}
