package io.kanesh.control.access;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who says who an organization's people are: an OpenID Connect provider.
 *
 * @param issuer its address, exactly as it names itself
 * @param clientSecret null for a public client (PKCE is used either way); never shown again
 * @param audience what an access token must be for, to be taken as a bearer token; most often the client id
 * @param groupsClaim the claim with the names of groups
 * @param version changes with each change
 */
public record IdentityProvider(
        OrganizationId organization,
        String issuer,
        String clientId,
        @Nullable String clientSecret,
        String audience,
        String groupsClaim,
        List<GroupRole> groupRoles,
        long version) {

    /** Whoever is in the group has the role; in the project, or (null) in the organization. */
    public record GroupRole(
            String group, Role role, @Nullable ProjectId project) {}

    public IdentityProvider {
        groupRoles = List.copyOf(groupRoles);
    }

    /** What somebody in these groups has: membership, and what the groups give. */
    public Set<Grant> grants(Set<String> groups) {
        var grants = groupRoles.stream()
                .filter(mapping -> groups.contains(mapping.group()))
                .map(mapping -> mapping.project() == null
                        ? Grant.inOrganization(mapping.role(), organization)
                        : Grant.inProject(mapping.role(), mapping.project()))
                .collect(Collectors.toSet());
        grants.add(Grant.inOrganization(Role.MEMBER, organization));
        return grants;
    }

    @Override
    public String toString() {
        return "IdentityProvider[" + organization + ", " + issuer + "]";
    }
}
