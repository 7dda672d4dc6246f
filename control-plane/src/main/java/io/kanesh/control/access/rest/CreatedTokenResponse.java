package io.kanesh.control.access.rest;

import io.kanesh.control.access.Role;
import io.kanesh.control.access.Tokens.Created;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A new token.
 *
 * @param secret what to send as {@code Authorization: Bearer}; it is shown here and never again
 */
record CreatedTokenResponse(
        @Schema(example = "tok_01kaj5r3w0h8xq2m4t6v9b1c3d") String id,
        @Schema(example = "ci-pipeline") String name,
        Role role,

        @Schema(example = "prj_01kaj5r3w0h8xq2m4t6v9b1c3d") @Nullable
        String projectId,

        Instant createdAt,
        @Nullable Instant expiresAt,
        @Schema(example = "kns_…") String secret) {

    static CreatedTokenResponse from(Created created) {
        var token = TokenResponse.from(created.token());
        return new CreatedTokenResponse(
                token.id(),
                token.name(),
                token.role(),
                token.projectId(),
                token.createdAt(),
                token.expiresAt(),
                created.secret());
    }

    @Override
    public String toString() {
        return "CreatedTokenResponse[" + id + "]";
    }
}
