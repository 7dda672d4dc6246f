package io.kanesh.control.node.rest;

import io.kanesh.control.node.ControlPlaneSeen;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A control-plane process as the API shows it. */
@Schema(name = "ControlPlane")
record ControlPlaneResponse(
        @Schema(
                description = "Its process id and some chance; the same as picked_by in the scheduler's table",
                example = "4711-9f3a00c2")
        String id,

        @Schema(description = "What agents call", example = "https://127.0.0.1:8081")
        String agentEndpoint,

        Instant startedAt,

        @Schema(description = "When it last said that it lives")
        Instant seenAt,

        @Schema(description = "Whether agents are sent there")
        boolean alive) {

    static ControlPlaneResponse from(ControlPlaneSeen seen) {
        return new ControlPlaneResponse(seen.id(), seen.agentEndpoint(), seen.startedAt(), seen.seenAt(), seen.alive());
    }
}
