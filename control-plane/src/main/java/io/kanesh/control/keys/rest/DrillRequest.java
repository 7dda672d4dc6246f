package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.Keys.DrillDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rehearsal of a key's loss: played by the nodes' leases, not in the key's KMS. The nodes seal, and come back. */
@Schema(name = "DrillRequest")
record DrillRequest(
        @Schema(
                allowableValues = {"DISABLED", "DENIED", "UNREACHABLE"},
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "DISABLED")
        @Nullable
        String kind,

        @Schema(
                description = "only this node; by default every node of the key",
                example = "nd_01kampb5t0000000000000000a")
        @Nullable
        String nodeId,

        @Schema(description = "1 to 60; nodes play it no longer. 15 by default", example = "15") @Nullable
        Integer minutes) {

    DrillDraft toDraft() {
        return new DrillDraft(kind, nodeId, minutes);
    }
}
