package io.kanesh.control.access.rest;

import io.kanesh.control.access.Organization;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** An organization. */
record OrganizationResponse(
        @Schema(example = "org_01kaj5r3w0h8xq2m4t6v9b1c3d") String id,
        @Schema(example = "retail") String name,
        Instant createdAt) {

    static OrganizationResponse from(Organization organization) {
        return new OrganizationResponse(
                organization.id().value(), organization.name().value(), organization.createdAt());
    }
}
