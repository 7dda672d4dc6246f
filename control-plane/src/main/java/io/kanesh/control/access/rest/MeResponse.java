package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whom the API takes you for. */
record MeResponse(
        @Schema(example = "tok_01kaj5r3w0h8xq2m4t6v9b1c3d") String tokenId,
        @Schema(example = "admin") String name,
        Role role,

        @Schema(example = "prj_01kaj5r3w0h8xq2m4t6v9b1c3d") @Nullable
        String projectId) {

    static MeResponse from(Caller caller) {
        return new MeResponse(
                caller.token().value(),
                caller.name(),
                caller.role(),
                caller.project() == null ? null : caller.project().value());
    }
}
