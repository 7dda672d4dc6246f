package io.kanesh.control.access.rest;

import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.access.IdentityProvider.GroupRole;
import io.kanesh.control.access.Role;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider as asked for.
 *
 * @param clientSecret leave out for a public client; it is never shown again
 * @param audience what access tokens must be for, to be taken as bearer tokens; leave out for the client id
 * @param groupsClaim leave out for {@code groups}
 */
record IdentityProviderRequest(
        @NotNull @Size(min = 1, max = 500) @Schema(example = "https://login.example.org/realms/staff")
        String issuer,

        @NotNull @Size(min = 1, max = 200) @Schema(example = "kanesh")
        String clientId,

        @Size(min = 1, max = 500) @Nullable String clientSecret,
        @Size(min = 1, max = 200) @Nullable String audience,
        @Size(min = 1, max = 100) @Nullable String groupsClaim,
        @Valid @Size(max = 200) @Nullable List<@NotNull GroupRoleRequest> groupRoles) {

    /**
     * Which group gives which role.
     *
     * @param projectId leave out for the whole organization
     */
    @Schema(name = "GroupRoleRequest")
    record GroupRoleRequest(
            @NotNull @Size(min = 1, max = 200) @Schema(example = "dba")
            String group,

            @NotNull Role role,

            @Pattern(regexp = "prj_[0-9a-hjkmnp-tv-z]{26}", message = "is the id of a project")
            @Schema(example = "prj_01kaj5r3w0h8xq2m4t6v9b1c3d")
            @Nullable
            String projectId) {

        GroupRole toDomain() {
            return new GroupRole(group, role, projectId == null ? null : new ProjectId(projectId));
        }
    }

    IdentityProvider toProvider(OrganizationId organization) {
        return new IdentityProvider(
                organization,
                issuer,
                clientId,
                clientSecret,
                audience == null ? clientId : audience,
                groupsClaim == null ? "groups" : groupsClaim,
                groupRoles == null
                        ? List.of()
                        : groupRoles.stream().map(GroupRoleRequest::toDomain).toList(),
                0);
    }

    @Override
    public String toString() {
        return "IdentityProviderRequest[" + issuer + "]";
    }
}
