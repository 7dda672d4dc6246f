package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.DrillReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rehearsal showed, with measured times. */
@Schema(name = "DrillResponse")
record DrillResponse(
        @Schema(description = "also the id of its operation")
        String id,

        String keyId,

        @Schema(allowableValues = {"DISABLED", "DENIED", "UNREACHABLE"})
        String kind,

        Instant startedAt,
        @Nullable Instant endedAt,
        List<NodeTimesResponse> nodes) {

    /** Times of one node, milliseconds. */
    @Schema(name = "DrillNodeResponse")
    record NodeTimesResponse(
            String nodeId,

            @Schema(description = "DEGRADED or SEALED; null when it showed neither") @Nullable
            String reached,

            @Schema(description = "from being told to that state") @Nullable
            Long millisToReach,

            @Schema(description = "from the decision to the end of its engine") @Nullable
            Long sealMillis,

            @Schema(description = "from the end of the rehearsal to ACTIVE") @Nullable
            Long millisToRestore) {}

    static DrillResponse from(DrillReport report) {
        return new DrillResponse(
                report.id(),
                report.key().value(),
                report.kind(),
                report.startedAt(),
                report.endedAt(),
                report.nodes().stream()
                        .map(node -> new NodeTimesResponse(
                                node.nodeId(),
                                node.reached(),
                                node.millisToReach(),
                                node.sealMillis(),
                                node.millisToRestore()))
                        .toList());
    }
}
