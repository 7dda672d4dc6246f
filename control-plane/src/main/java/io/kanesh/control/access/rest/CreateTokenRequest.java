package io.kanesh.control.access.rest;

import io.kanesh.control.access.Role;
import io.kanesh.control.access.Tokens.Wanted;
import io.kanesh.control.shared.Id.ProjectId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token to make.
 *
 * @param projectId leave out for a token of the whole installation
 * @param expiresAt leave out for a token that does not expire
 */
record CreateTokenRequest(
        @NotNull
        @Pattern(
                regexp = "[\\p{Alnum}][\\p{Alnum} ._-]{0,62}",
                message = "has 1 to 63 letters, digits, spaces, '.', '_' or '-' and starts with a letter or digit")
        @Schema(example = "ci-pipeline")
        String name,

        @NotNull @Schema(example = "OPERATOR") Role role,

        @Pattern(regexp = "prj_[0-9a-hjkmnp-tv-z]{26}", message = "is the id of a project")
        @Schema(example = "prj_01kaj5r3w0h8xq2m4t6v9b1c3d")
        @Nullable
        String projectId,

        @Schema(example = "2027-11-21T00:00:00Z") @Nullable Instant expiresAt) {

    Wanted toWanted() {
        return new Wanted(name, role, projectId == null ? null : new ProjectId(projectId), expiresAt);
    }
}
