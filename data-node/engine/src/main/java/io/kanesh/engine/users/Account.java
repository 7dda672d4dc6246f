package io.kanesh.engine.users;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a login: Cassandra's own row of a role and ours.
 *
 * @param saltedHash the role's secret, bcrypt; null when there is no such role, or it has no secret
 * @param expiresAt null for a role that does not end
 * @param former the secret before the last rotation; null when there is none that could still hold
 * @param readAt when these rows were read, by {@link System#nanoTime}
 */
record Account(
        @Nullable String saltedHash,
        @Nullable Instant expiresAt,
        @Nullable Former former,
        long readAt) {

    /** @param forCurrent void as soon as the role's secret is another than this */
    record Former(String saltedHash, Instant until, String forCurrent) {}

    boolean exists() {
        return saltedHash != null;
    }

    boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The former secret's hash while it still opens the door. */
    @Nullable
    String formerHash(Instant now) {
        return former != null && former.forCurrent().equals(saltedHash) && now.isBefore(former.until())
                ? former.saltedHash()
                : null;
    }

    /** Whether the same secrets open it. */
    boolean hasSecretsOf(Account other) {
        return Objects.equals(saltedHash, other.saltedHash) && Objects.equals(former, other.former);
    }
}
