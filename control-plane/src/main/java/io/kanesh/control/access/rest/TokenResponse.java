package io.kanesh.control.access.rest;

import io.kanesh.control.access.Role;
import io.kanesh.control.access.Token;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token without its secret. */
record TokenResponse(
        @Schema(example = "tok_01kaj5r3w0h8xq2m4t6v9b1c3d") String id,
        @Schema(example = "ci-pipeline") String name,
        Role role,

        @Schema(example = "prj_01kaj5r3w0h8xq2m4t6v9b1c3d") @Nullable
        String projectId,

        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    static TokenResponse from(Token token) {
        return new TokenResponse(
                token.id().value(),
                token.name(),
                token.role(),
                token.project() == null ? null : token.project().value(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }
}
