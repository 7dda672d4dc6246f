package io.kanesh.control.access.rest;

import io.kanesh.control.access.Role;
import io.kanesh.control.access.Tokens.Created;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A new token, or one with a new secret.
 *
 * @param secret what to send as {@code Authorization: Bearer}; it is shown here and never again
 */
record CreatedTokenResponse(
        @Schema(example = "tok_01kaj5r3w0h8xq2m4t6v9b1c3d") String id,
        @Schema(example = "ci-pipeline") String name,
        Role role,

        @Schema(example = "prj_01kaj5r3w0h8xq2m4t6v9b1c3d") @Nullable
        String projectId,

        @Schema(example = "org_01kaj5r3w0h8xq2m4t6v9b1c3d") @Nullable
        String organizationId,

        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant previousSecretUntil,
        @Schema(example = "kns_…") String secret) {

    static CreatedTokenResponse from(Created created) {
        var token = TokenResponse.from(created.token());
        return new CreatedTokenResponse(
                token.id(),
                token.name(),
                token.role(),
                token.projectId(),
                token.organizationId(),
                token.createdAt(),
                token.expiresAt(),
                token.previousSecretUntil(),
                created.secret());
    }

    @Override
    public String toString() {
        return "CreatedTokenResponse[" + id + "]";
    }
}
