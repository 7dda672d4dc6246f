package io.kanesh.control.access;

import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.TokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as we know it: everything but its secret, of which only a hash is kept.
 *
 * @param name given by whoever made it; need not be unique
 * @param project the only project it counts for; null for the whole installation
 * @param expiresAt null when it does not expire
 * @param lastUsedAt to the minute; null when it was never used
 * @param version for {@code ETag}
 */
public record Token(
        TokenId id,
        String name,
        Role role,
        @Nullable ProjectId project,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        long version) {

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
