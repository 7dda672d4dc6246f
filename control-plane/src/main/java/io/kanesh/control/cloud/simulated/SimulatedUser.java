package io.kanesh.control.cloud.simulated;

import io.kanesh.control.cloud.simulated.SimulatedUsers.Asked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One user as an engine tells it, and the hash by which a repeated creation is known.
 *
 * @param expiresAt RFC 3339; null for no end
 * @param formerSecretUntil RFC 3339; null when there is no former one
 * @param saltedHash null in what is told
 */
record SimulatedUser(
        String name,
        boolean managed,
        boolean canLogin,
        boolean superuser,
        @Nullable String expiresAt,
        @Nullable String formerSecretUntil,
        List<Access> access,
        List<String> otherPermissions,
        List<String> memberOf,
        @Nullable String saltedHash) {

    /** In one keyspace, or in all: {@code *}. */
    record Access(String keyspace, boolean read, boolean write, boolean define, boolean unmask) {}

    static SimulatedUser created(Asked asked) {
        return new SimulatedUser(
                asked.name(),
                true,
                true,
                false,
                asked.expiresAt(),
                null,
                accessOf(asked),
                List.of(),
                List.of(),
                asked.saltedHash());
    }

    SimulatedUser changed(Asked asked) {
        return new SimulatedUser(
                name,
                managed,
                canLogin,
                superuser,
                asked.expiresAt(),
                formerSecretUntil,
                accessOf(asked),
                otherPermissions,
                memberOf,
                saltedHash);
    }

    SimulatedUser rotated(Asked asked) {
        return new SimulatedUser(
                name,
                managed,
                canLogin,
                superuser,
                expiresAt,
                asked.formerUntil(),
                access,
                otherPermissions,
                memberOf,
                asked.saltedHash());
    }

    /** Nothing secret leaves the machine. */
    SimulatedUser told() {
        return new SimulatedUser(
                name,
                managed,
                canLogin,
                superuser,
                expiresAt,
                formerSecretUntil,
                access,
                otherPermissions,
                memberOf,
                null);
    }

    private static List<Access> accessOf(Asked asked) {
        List<Access> access = asked.access();
        return access == null ? List.of() : List.copyOf(access);
    }
}
