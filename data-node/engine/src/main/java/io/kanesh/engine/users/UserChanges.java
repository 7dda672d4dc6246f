package io.kanesh.engine.users;

import static org.apache.cassandra.auth.CassandraAuthorizer.authReadConsistencyLevel;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.cassandra.auth.AuthKeyspace;
import org.apache.cassandra.auth.AuthenticatedUser;
import org.apache.cassandra.auth.RoleResource;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.UntypedResultSet;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.schema.SchemaConstants;
import org.jspecify.annotations.Nullable;

/**
 * Changes of users, each one logged batch: all of it holds or nothing, and once again gives the same rows. Names and hashes are
 * bound, never written into a statement. Only roles that Kanesh made are touched.
 */
final class UserChanges {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");
    private static final String ROLES = SchemaConstants.AUTH_KEYSPACE_NAME + "." + AuthKeyspace.ROLES;

    private final Accounts accounts;
    private final Consumer<String> disconnect;

    /** @param disconnect closes this node's connections of a user */
    UserChanges(Accounts accounts, Consumer<String> disconnect) {
        this.accounts = accounts;
        this.disconnect = disconnect;
    }

    /** How a change ended. */
    enum Outcome {
        DONE,
        /** A role with this name was made by CQL. */
        NOT_OURS,
        /** A user with this name is there already. */
        EXISTS,
        /** No such user. */
        MISSING,
        /** An access names a keyspace that is not there, or one of Cassandra's own. */
        KEYSPACE_UNKNOWN
    }

    /** @param keyspaces those of the outcome, else empty */
    record Result(Outcome outcome, List<String> keyspaces) {
        static Result of(Outcome outcome) {
            return new Result(outcome, List.of());
        }
    }

    /**
     * A user as it should be.
     *
     * @param create whether there must be none yet; the same creation again is not refused
     * @param saltedHash bcrypt; null leaves the secret of a user that is there
     * @param expiresAt RFC 3339, null for no end
     * @param access each keyspace once
     * @param withdrawn keyspaces in which the user has no access any more
     */
    record Wanted(
            String name,
            boolean create,
            @Nullable String saltedHash,
            @Nullable String expiresAt,
            List<Access> access,
            List<String> withdrawn) {}

    /** Creates a user, or makes one that is there as it should be. */
    Result put(Wanted wanted) {
        String name = checked(wanted.name());
        List<String> unknown = wanted.access().stream()
                .map(Access::keyspace)
                .filter(UserChanges::isUnknown)
                .toList();
        if (!unknown.isEmpty()) {
            return new Result(Outcome.KEYSPACE_UNKNOWN, unknown);
        }
        Standing standing = standing(name);
        if (standing == Standing.BY_CQL) {
            return Result.of(Outcome.NOT_OURS);
        }
        String hash = wanted.saltedHash();
        if (standing == Standing.NONE && (hash == null || !wanted.create())) {
            return Result.of(Outcome.MISSING);
        }
        if (standing == Standing.OURS && wanted.create() && !secretOf(name).equals(hash)) {
            return Result.of(Outcome.EXISTS);
        }
        AuthBatch batch = new AuthBatch();
        Instant now = Instant.now();
        if (hash != null) {
            batch.add(
                    "INSERT INTO " + ROLES + " (role, is_superuser, can_login, salted_hash) VALUES (?, false, true, ?)",
                    AuthBatch.text(name),
                    AuthBatch.text(checkedHash(hash)));
            batch.add(
                    "INSERT INTO " + UserTable.TABLE + " (role, managed_since, current_hash, previous_hash,"
                            + " previous_until) VALUES (?, ?, ?, null, null)",
                    AuthBatch.text(name),
                    AuthBatch.time(now),
                    AuthBatch.text(hash));
        }
        batch.add(
                "UPDATE " + UserTable.TABLE + " SET expires_at = ? WHERE role = ?",
                AuthBatch.time(wanted.expiresAt() == null ? null : Instant.parse(wanted.expiresAt())),
                AuthBatch.text(name));
        wanted.access().forEach(access -> batch.permit(name, access));
        wanted.withdrawn().forEach(keyspace -> batch.permit(name, Access.none(keyspace)));
        batch.execute();
        accounts.forget(name);
        return Result.of(Outcome.DONE);
    }

    /**
     * Gives a user a new secret, and lets the one before hold until a time. The secret that is already the user's changes
     * nothing, so that a repetition does not void the former one.
     */
    Result rotate(String user, String saltedHash, Instant formerUntil) {
        String name = checked(user);
        Standing standing = standing(name);
        if (standing != Standing.OURS) {
            return Result.of(standing == Standing.NONE ? Outcome.MISSING : Outcome.NOT_OURS);
        }
        String current = secretOf(name);
        if (!current.equals(saltedHash)) {
            new AuthBatch()
                    .add(
                            "UPDATE " + ROLES + " SET salted_hash = ? WHERE role = ?",
                            AuthBatch.text(checkedHash(saltedHash)),
                            AuthBatch.text(name))
                    .add(
                            "UPDATE " + UserTable.TABLE + " SET current_hash = ?, previous_hash = ?,"
                                    + " previous_until = ? WHERE role = ?",
                            AuthBatch.text(saltedHash),
                            AuthBatch.text(current),
                            AuthBatch.time(formerUntil),
                            AuthBatch.text(name))
                    .execute();
        }
        accounts.forget(name);
        return Result.of(Outcome.DONE);
    }

    /** Removes a user with its permissions and closes its connections here; other nodes notice within seconds. */
    Result drop(String user) {
        String name = checked(user);
        Standing standing = standing(name);
        if (standing == Standing.BY_CQL) {
            return Result.of(Outcome.NOT_OURS);
        }
        RoleResource role = RoleResource.role(name);
        DatabaseDescriptor.getAuthorizer().revokeAllFrom(role);
        DatabaseDescriptor.getAuthorizer().revokeAllOn(role);
        DatabaseDescriptor.getRoleManager().dropRole(AuthenticatedUser.SYSTEM_USER, role);
        accounts.forget(name);
        disconnect.accept(name);
        return Result.of(standing == Standing.NONE ? Outcome.MISSING : Outcome.DONE);
    }

    private static String secretOf(String name) {
        UntypedResultSet.Row row = read("SELECT salted_hash FROM " + ROLES + " WHERE role = ?", name)
                .one();
        return row.has("salted_hash") ? row.getString("salted_hash") : "";
    }

    private enum Standing {
        NONE,
        OURS,
        BY_CQL
    }

    /** A role of ours whose half was dropped by CQL counts as none: what is left of it is overwritten. */
    private static Standing standing(String name) {
        if (read("SELECT role FROM " + ROLES + " WHERE role = ?", name).isEmpty()) {
            return Standing.NONE;
        }
        UntypedResultSet ours = read("SELECT managed_since FROM " + UserTable.TABLE + " WHERE role = ?", name);
        return !ours.isEmpty() && ours.one().has("managed_since") ? Standing.OURS : Standing.BY_CQL;
    }

    private static UntypedResultSet read(String statement, String name) {
        return QueryProcessor.execute(statement, authReadConsistencyLevel(), name);
    }

    private static boolean isUnknown(String keyspace) {
        return !keyspace.equals(Access.ALL_KEYSPACES)
                && (SchemaConstants.isSystemKeyspace(keyspace)
                        || Schema.instance.getKeyspaceMetadata(keyspace) == null);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("this is no user's name");
        }
        return name;
    }

    private static String checkedHash(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("this is no bcrypt hash");
        }
        return hash;
    }
}
