package io.kanesh.control.access;

import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Id.TokenId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token as we know it: everything but its secret, of which only a hash is kept.
 *
 * @param name given by whoever made it; need not be unique
 * @param grant its role, and where it counts
 * @param account the service account whose roles it has besides; null for a token of its own
 * @param scopes the only permissions of that role that it has; null for all
 * @param expiresAt null when it does not expire
 * @param lastUsedAt to the minute; null when it was never used
 * @param previousUntil until when the secret before the last rotation counts too; null when there is none
 * @param version for {@code ETag}
 */
public record Token(
        TokenId id,
        String name,
        Grant grant,
        @Nullable ServiceAccountId account,
        @Nullable Set<Permission> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant previousUntil,
        long version) {

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
