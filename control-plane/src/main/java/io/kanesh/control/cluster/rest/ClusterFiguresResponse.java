package io.kanesh.control.cluster.rest;

import io.kanesh.control.node.NodeFigures;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster's figures, drawn from its nodes that report; a figure that no node knows is null. */
@Schema(name = "ClusterFiguresResponse")
record ClusterFiguresResponse(
        @Schema(description = "nodes whose figures are in here", example = "3")
        int nodesReporting,

        @Schema(description = "bytes on all nodes together: every replica counts", example = "157286400") @Nullable
        Long storageUsedBytes,

        @Schema(description = "bytes that all nodes together may hold", example = "32212254720") @Nullable
        Long storageQuotaBytes,

        @Schema(description = "as clients asked, mean of the last minute", example = "3600.5") @Nullable
        Double readsPerSecond,

        @Schema(description = "as clients asked, mean of the last minute", example = "900.25") @Nullable
        Double writesPerSecond,

        @Schema(description = "of the slowest node: 99th percentile of reads of one partition", example = "2.3")
        @Nullable
        Double readP99Millis,

        @Schema(description = "of the slowest node: 99th percentile of writes", example = "1.1") @Nullable
        Double writeP99Millis) {

    /** Null without any node. */
    static @Nullable ClusterFiguresResponse from(List<NodeFigures> nodes) {
        return nodes.isEmpty()
                ? null
                : new ClusterFiguresResponse(
                        nodes.size(),
                        of(nodes, NodeFigures::storageUsedBytes, Long::sum),
                        of(nodes, NodeFigures::storageQuotaBytes, Long::sum),
                        of(nodes, NodeFigures::readsPerSecond, Double::sum),
                        of(nodes, NodeFigures::writesPerSecond, Double::sum),
                        of(nodes, NodeFigures::readP99Millis, Double::max),
                        of(nodes, NodeFigures::writeP99Millis, Double::max));
    }

    private static <T> @Nullable T of(
            List<NodeFigures> nodes, Function<NodeFigures, @Nullable T> figure, BinaryOperator<T> joined) {
        return nodes.stream()
                .map(figure)
                .flatMap(Stream::ofNullable)
                .reduce(joined)
                .orElse(null);
    }
}
