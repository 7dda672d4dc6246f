package io.kanesh.control.access.store;

import io.kanesh.control.access.Grant;
import io.kanesh.control.access.Permission;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.Token;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Id.TokenId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A row of {@code token}. */
@Entity
@Table(name = "token")
class TokenRow implements Persistable<String> {
    @Id
    private String id;

    private String name;

    @Enumerated(EnumType.STRING)
    private Role role;

    private @Nullable String projectId;
    private @Nullable String organizationId;
    private @Nullable String accountId;
    private @Nullable String scopes;
    private byte[] secretHash;
    // Read by queries only.
    @SuppressWarnings("UnusedVariable")
    private byte @Nullable [] previousHash;

    private @Nullable Instant previousUntil;
    private Instant createdAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant lastUsedAt;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected TokenRow() {}

    TokenRow(Token token, byte[] secretHash) {
        this.id = token.id().value();
        this.name = token.name();
        Grant grant = token.grant();
        this.role = grant.role();
        this.projectId = grant.project() == null ? null : grant.project().value();
        this.organizationId =
                grant.organization() == null ? null : grant.organization().value();
        this.accountId = token.account() == null ? null : token.account().value();
        this.scopes = token.scopes() == null
                ? null
                : token.scopes().stream().map(Permission::name).sorted().collect(Collectors.joining(","));
        this.secretHash = secretHash.clone();
        this.createdAt = token.createdAt();
        this.expiresAt = token.expiresAt();
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    void rotate(byte[] newHash, Instant until) {
        this.previousHash = secretHash;
        this.previousUntil = until;
        this.secretHash = newHash.clone();
    }

    Token toDomain() {
        return new Token(
                new TokenId(id),
                name,
                new Grant(
                        role,
                        organizationId == null ? null : new OrganizationId(organizationId),
                        projectId == null ? null : new ProjectId(projectId)),
                accountId == null ? null : new ServiceAccountId(accountId),
                scopes == null ? null : scopes(scopes),
                createdAt,
                expiresAt,
                lastUsedAt,
                previousUntil,
                version == null ? 0 : version);
    }

    static Set<Permission> scopes(String text) {
        return Arrays.stream(text.split(",")).map(Permission::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
