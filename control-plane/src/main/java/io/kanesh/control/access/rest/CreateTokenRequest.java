package io.kanesh.control.access.rest;

import io.kanesh.control.access.Grant;
import io.kanesh.control.access.Permission;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.Tokens.Wanted;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token to make: for a project, for an organization, or (neither) for the whole installation.
 *
 * @param projectId leave out for a token of more than one project
 * @param organizationId leave out unless the token is for a whole organization
 * @param scopes leave out for everything that the role may do
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

        @Pattern(regexp = "org_[0-9a-hjkmnp-tv-z]{26}", message = "is the id of an organization")
        @Schema(example = "org_01kaj5r3w0h8xq2m4t6v9b1c3d")
        @Nullable
        String organizationId,

        @Size(min = 1, max = 12) @Nullable Set<Permission> scopes,

        @Schema(example = "2027-11-21T00:00:00Z") @Nullable Instant expiresAt) {

    @AssertTrue(
            message = "is for a project or for an organization, not for both: leave projectId or organizationId out")
    @Schema(hidden = true)
    boolean isAtOneLevel() {
        return projectId == null || organizationId == null;
    }

    Wanted toWanted() {
        var grant = new Grant(
                role,
                organizationId == null ? null : new OrganizationId(organizationId),
                projectId == null ? null : new ProjectId(projectId));
        return new Wanted(name, grant, null, scopes, expiresAt);
    }
}
