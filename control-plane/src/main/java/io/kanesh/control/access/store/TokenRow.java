package io.kanesh.control.access.store;

import io.kanesh.control.access.Role;
import io.kanesh.control.access.Token;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.TokenId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
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

    @Column(name = "project_id")
    private @Nullable String projectId;

    @Column(name = "secret_hash")
    private byte[] secretHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected TokenRow() {}

    TokenRow(Token token, byte[] secretHash) {
        this.id = token.id().value();
        this.name = token.name();
        this.role = token.role();
        this.projectId = token.project() == null ? null : token.project().value();
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

    Token toDomain() {
        return new Token(
                new TokenId(id),
                name,
                role,
                projectId == null ? null : new ProjectId(projectId),
                createdAt,
                expiresAt,
                lastUsedAt,
                version == null ? 0 : version);
    }
}
