package io.kanesh.control.cluster.rest;

import io.kanesh.control.runbook.Run;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One operation of a cluster in short. */
@Schema(name = "ClusterOperationResponse")
record ClusterOperationResponse(
        String id,
        @Schema(example = "create-cluster") String runbook,
        Run.State state,
        int percent,
        @Nullable String waitingFor,

        @Schema(description = "why it failed or is being undone") @Nullable
        String error,

        Instant createdAt,
        @Nullable Instant endedAt) {

    static ClusterOperationResponse from(Run run) {
        var error = run.error();
        return new ClusterOperationResponse(
                run.id().value(),
                run.runbook(),
                run.state(),
                run.percent(),
                run.waitingFor(),
                error == null ? null : error.message(),
                run.createdAt(),
                run.endedAt());
    }
}
