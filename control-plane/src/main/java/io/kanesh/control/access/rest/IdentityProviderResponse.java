package io.kanesh.control.access.rest;

import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.access.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An organization's identity provider, without its secret. */
record IdentityProviderResponse(
        @Schema(example = "https://login.example.org/realms/staff")
        String issuer,

        @Schema(example = "kanesh") String clientId,
        boolean hasClientSecret,
        String audience,
        String groupsClaim,
        List<GroupRoleResponse> groupRoles,

        @Schema(
                description = "to be registered with the provider, after the address of the console",
                example = "/auth/callback/org_01kaj5r3w0h8xq2m4t6v9b1c3d")
        String redirectPath) {

    /** Which group gives which role; in a project, or (null) in the organization. */
    @Schema(name = "GroupRoleResponse")
    record GroupRoleResponse(
            String group, Role role, @Nullable String projectId) {}

    static IdentityProviderResponse from(IdentityProvider provider) {
        return new IdentityProviderResponse(
                provider.issuer(),
                provider.clientId(),
                provider.clientSecret() != null,
                provider.audience(),
                provider.groupsClaim(),
                provider.groupRoles().stream()
                        .map(mapping -> new GroupRoleResponse(
                                mapping.group(),
                                mapping.role(),
                                mapping.project() == null
                                        ? null
                                        : mapping.project().value()))
                        .toList(),
                "/auth/callback/" + provider.organization().value());
    }
}
