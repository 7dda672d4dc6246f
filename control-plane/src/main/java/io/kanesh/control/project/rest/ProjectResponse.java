package io.kanesh.control.project.rest;

import io.kanesh.control.project.Project;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A project. */
record ProjectResponse(
        @Schema(example = "prj_01kaj5r3w0h8xq2m4t6v9b1c3d") String id,
        @Schema(example = "org_00000000000000000000000000") String organizationId,
        @Schema(example = "payments") String name,
        Instant createdAt) {

    static ProjectResponse from(Project project) {
        return new ProjectResponse(
                project.id().value(),
                project.organization().value(),
                project.name().value(),
                project.createdAt());
    }
}
