package io.kanesh.control.search.rest;

import io.kanesh.control.shared.Found;
import io.kanesh.control.shared.Id;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that is called so. */
record FoundResponse(
        Found.Type type,
        String id,

        @Schema(description = "of a node its address, of an operation its runbook; null where nobody knows it yet")
        @Nullable
        String name,

        @Schema(description = "of a project; null for everything else") @Nullable
        String organizationId,

        @Schema(description = "in which it is; null for what is in none") @Nullable
        String projectId,

        @Schema(description = "of a node; null for everything else") @Nullable
        String clusterId) {

    static FoundResponse from(Found found) {
        return new FoundResponse(
                found.type(),
                found.id(),
                found.name(),
                text(found.organization()),
                text(found.project()),
                text(found.cluster()));
    }

    private static @Nullable String text(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
