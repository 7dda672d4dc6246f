package io.kanesh.control.access.rest;

import io.kanesh.control.access.Permission;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.Token;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token without its secret. */
record TokenResponse(
        @Schema(example = "tok_01kaj5r3w0h8xq2m4t6v9b1c3d") String id,
        @Schema(example = "ci-pipeline") String name,
        Role role,

        @Schema(example = "prj_01kaj5r3w0h8xq2m4t6v9b1c3d") @Nullable
        String projectId,

        @Schema(example = "org_01kaj5r3w0h8xq2m4t6v9b1c3d") @Nullable
        String organizationId,

        @Schema(description = "the service account whose roles it has; null for a token of its own") @Nullable
        String serviceAccountId,

        @Schema(description = "the only permissions of the role that it has; null for all") @Nullable
        List<Permission> scopes,

        Instant createdAt,
        @Nullable Instant expiresAt,

        @Schema(description = "to the minute") @Nullable Instant lastUsedAt,

        @Schema(description = "until when the secret before the last rotation counts too") @Nullable
        Instant previousSecretUntil) {

    static TokenResponse from(Token token) {
        var grant = token.grant();
        return new TokenResponse(
                token.id().value(),
                token.name(),
                grant.role(),
                grant.project() == null ? null : grant.project().value(),
                grant.organization() == null ? null : grant.organization().value(),
                token.account() == null ? null : token.account().value(),
                token.scopes() == null ? null : token.scopes().stream().sorted().toList(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                token.previousUntil());
    }
}
