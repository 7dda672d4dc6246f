package io.kanesh.engine.users;

import static org.apache.cassandra.auth.CassandraAuthorizer.authReadConsistencyLevel;

import io.kanesh.engine.users.Account.Former;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.apache.cassandra.auth.AuthKeyspace;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.UntypedResultSet;
import org.apache.cassandra.schema.SchemaConstants;
import org.jspecify.annotations.Nullable;

/**
 * Accounts as read from the cluster, remembered for ten seconds, at most a thousand of them, those that do not exist among them:
 * guessing names costs the replicas one read per name and ten seconds, and this node no memory.
 */
public final class Accounts {

    private static final Duration VALIDITY = Duration.ofSeconds(10);
    private static final int MOST = 1_000;

    /** A wrong password may be a new one: then the rows are read again, if they are older than this. */
    private static final long YOUNG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Remembered<Account> remembered = new Remembered<>(VALIDITY, MOST, System::nanoTime);

    /** @throws org.apache.cassandra.exceptions.RequestExecutionException too few replicas answer */
    Account get(String role) {
        Account known = remembered.get(role);
        if (known == null) {
            known = read(role);
            remembered.put(role, known);
        }
        return known;
    }

    /** The account read anew, unless {@code seen} was read a moment ago. */
    Account newerThan(Account seen, String role) {
        if (System.nanoTime() - seen.readAt() < YOUNG_NANOS) {
            return seen;
        }
        forget(role);
        return get(role);
    }

    /** This node has changed it. */
    void forget(String role) {
        remembered.remove(role);
    }

    private static Account read(String role) {
        long readAt = System.nanoTime();
        UntypedResultSet roles = QueryProcessor.execute(
                "SELECT salted_hash FROM " + SchemaConstants.AUTH_KEYSPACE_NAME + "." + AuthKeyspace.ROLES
                        + " WHERE role = ?",
                authReadConsistencyLevel(),
                role);
        String hash = roles.isEmpty() ? null : text(roles.one(), "salted_hash");
        if (hash == null || !UserTable.exists()) {
            return new Account(hash, null, null, readAt);
        }
        UntypedResultSet ours = QueryProcessor.execute(
                "SELECT expires_at, current_hash, previous_hash, previous_until FROM " + UserTable.TABLE
                        + " WHERE role = ?",
                authReadConsistencyLevel(),
                role);
        return ours.isEmpty()
                ? new Account(hash, null, null, readAt)
                : new Account(hash, instant(ours.one(), "expires_at"), former(ours.one()), readAt);
    }

    private static @Nullable Former former(UntypedResultSet.Row row) {
        String hash = text(row, "previous_hash");
        Instant until = instant(row, "previous_until");
        String current = text(row, "current_hash");
        return hash == null || until == null || current == null ? null : new Former(hash, until, current);
    }

    static @Nullable String text(UntypedResultSet.Row row, String column) {
        return row.has(column) ? row.getString(column) : null;
    }

    static @Nullable Instant instant(UntypedResultSet.Row row, String column) {
        if (!row.has(column)) {
            return null;
        }
        Date date = row.getTimestamp(column);
        return date.toInstant();
    }
}
