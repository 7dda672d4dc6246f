package io.kanesh.control.access.rest;

import io.kanesh.control.access.ServiceAccount;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A service account; its roles are those of the member with its id. */
record ServiceAccountResponse(
        @Schema(example = "sa_01kaj5r3w0h8xq2m4t6v9b1c3d") String id,
        @Schema(example = "org_01kaj5r3w0h8xq2m4t6v9b1c3d") String organizationId,
        @Schema(example = "terraform") String name,
        Instant createdAt) {

    static ServiceAccountResponse from(ServiceAccount account) {
        return new ServiceAccountResponse(
                account.id().value(),
                account.organization().value(),
                account.name().value(),
                account.createdAt());
    }
}
