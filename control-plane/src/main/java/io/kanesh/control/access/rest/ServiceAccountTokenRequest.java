package io.kanesh.control.access.rest;

import io.kanesh.control.access.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token of a service account to make.
 *
 * @param scopes leave out for everything that the account may do
 * @param expiresAt leave out for a token that does not expire
 */
record ServiceAccountTokenRequest(
        @NotNull
        @Pattern(
                regexp = "[\\p{Alnum}][\\p{Alnum} ._-]{0,62}",
                message = "has 1 to 63 letters, digits, spaces, '.', '_' or '-' and starts with a letter or digit")
        @Schema(example = "ci-pipeline")
        String name,

        @Size(min = 1, max = 12) @Nullable Set<Permission> scopes,

        @Schema(example = "2027-11-21T00:00:00Z") @Nullable Instant expiresAt) {}
