package io.kanesh.control.database;

import io.kanesh.control.cluster.UserAccess;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role of a cluster, as the cluster itself says.
 *
 * @param managed whether Kanesh made it; others can be looked at only
 * @param formerSecretUntil until when the secret before the last rotation holds; null when there is none
 * @param lastLoginAt to the minute
 * @param lastLoginFrom address
 * @param access in whole keyspaces
 * @param otherPermissions what was granted beyond that by CQL, e.g. {@code SELECT on data/shop/stock}
 * @param memberOf roles whose permissions it has too
 */
public record DatabaseUser(
        String name,
        boolean managed,
        boolean canLogin,
        boolean superuser,
        @Nullable Instant expiresAt,
        @Nullable Instant formerSecretUntil,
        @Nullable Instant lastLoginAt,
        @Nullable String lastLoginFrom,
        List<UserAccess> access,
        List<String> otherPermissions,
        List<String> memberOf) {

    public DatabaseUser {
        access = List.copyOf(access);
        otherPermissions = List.copyOf(otherPermissions);
        memberOf = List.copyOf(memberOf);
    }

    /** The same while nothing that a customer can set has changed; a login is no change. */
    public long version() {
        long hash = 17;
        for (Object part : List.of(name, String.valueOf(expiresAt), access, String.valueOf(formerSecretUntil))) {
            hash = hash * 1_000_003 + part.hashCode();
        }
        return hash & Long.MAX_VALUE;
    }
}
