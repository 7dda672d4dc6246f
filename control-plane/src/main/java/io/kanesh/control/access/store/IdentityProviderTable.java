package io.kanesh.control.access.store;

import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.access.IdentityProvider.GroupRole;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.Sealing;
import io.kanesh.control.access.control.IdentityProviderStore;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code identity_provider}. */
@Component
class IdentityProviderTable implements IdentityProviderStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Sealing sealing;

    IdentityProviderTable(JdbcClient jdbc, JsonMapper json, Sealing sealing) {
        this.jdbc = jdbc;
        this.json = json;
        this.sealing = sealing;
    }

    @Override
    public Optional<IdentityProvider> find(OrganizationId organization) {
        return jdbc.sql("SELECT * FROM identity_provider WHERE organization_id = :organization")
                .param("organization", organization.value())
                .query((row, i) -> provider(row))
                .optional();
    }

    @Override
    public List<IdentityProvider> ofIssuer(String issuer) {
        return jdbc.sql("SELECT * FROM identity_provider WHERE issuer = :issuer ORDER BY organization_id")
                .param("issuer", issuer)
                .query((row, i) -> provider(row))
                .list();
    }

    @Override
    public List<OrganizationId> organizations(int limit) {
        return jdbc.sql("SELECT organization_id FROM identity_provider ORDER BY organization_id LIMIT :limit")
                .param("limit", limit)
                .query((row, i) -> new OrganizationId(row.getString(1)))
                .list();
    }

    @Override
    public void put(IdentityProvider provider) {
        @Nullable String secret = provider.clientSecret();
        jdbc.sql("""
                        INSERT INTO identity_provider (organization_id, issuer, client_id, sealed_secret, audience, groups_claim,
                                                       group_roles, version)
                        VALUES (:organization, :issuer, :client, :secret, :audience, :claim, :roles, 0)
                        ON CONFLICT (organization_id) DO UPDATE SET issuer = :issuer, client_id = :client,
                            sealed_secret = :secret, audience = :audience, groups_claim = :claim, group_roles = :roles,
                            version = identity_provider.version + 1
                        """)
                .param("organization", provider.organization().value())
                .param("issuer", provider.issuer())
                .param("client", provider.clientId())
                .param(
                        "secret",
                        secret == null
                                ? null
                                : sealing.seal(
                                        secret.getBytes(StandardCharsets.UTF_8), context(provider.organization())))
                .param("audience", provider.audience())
                .param("claim", provider.groupsClaim())
                .param(
                        "roles",
                        json.writeValueAsString(provider.groupRoles().stream()
                                .map(KeptRole::from)
                                .toList()))
                .update();
    }

    @Override
    public void delete(OrganizationId organization) {
        jdbc.sql("DELETE FROM identity_provider WHERE organization_id = :organization")
                .param("organization", organization.value())
                .update();
    }

    private IdentityProvider provider(ResultSet row) throws SQLException {
        var organization = new OrganizationId(row.getString("organization_id"));
        String sealed = row.getString("sealed_secret");
        return new IdentityProvider(
                organization,
                row.getString("issuer"),
                row.getString("client_id"),
                sealed == null ? null : new String(sealing.open(sealed, context(organization)), StandardCharsets.UTF_8),
                row.getString("audience"),
                row.getString("groups_claim"),
                Arrays.stream(json.readValue(row.getString("group_roles"), KeptRole[].class))
                        .map(KeptRole::toDomain)
                        .toList(),
                row.getLong("version"));
    }

    private static String context(OrganizationId organization) {
        return "identity provider of " + organization.value();
    }

    /** A mapping as JSON: ids are texts there. */
    private record KeptRole(
            String group, Role role, @Nullable String project) {
        static KeptRole from(GroupRole mapping) {
            var project = mapping.project();
            return new KeptRole(mapping.group(), mapping.role(), project == null ? null : project.value());
        }

        GroupRole toDomain() {
            return new GroupRole(group, role, project == null ? null : new ProjectId(project));
        }
    }
}
