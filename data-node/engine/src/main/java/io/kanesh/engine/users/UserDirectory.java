package io.kanesh.engine.users;

import static org.apache.cassandra.auth.CassandraAuthorizer.authReadConsistencyLevel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.cassandra.auth.AuthKeyspace;
import org.apache.cassandra.auth.DataResource;
import org.apache.cassandra.auth.Resources;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.UntypedResultSet;
import org.apache.cassandra.cql3.UntypedResultSet.Row;
import org.apache.cassandra.db.marshal.UTF8Type;
import org.apache.cassandra.schema.SchemaConstants;
import org.jspecify.annotations.Nullable;

/** Every role of the cluster as it is; hashes stay here. */
final class UserDirectory {

    private static final int MOST = 2_000;
    private static final String AUTH = SchemaConstants.AUTH_KEYSPACE_NAME + ".";

    private UserDirectory() {}

    /**
     * One role.
     *
     * @param managed whether Kanesh made it
     * @param access in whole keyspaces
     * @param otherPermissions what is granted beyond that, e.g. {@code SELECT on data/shop/stock}
     * @param memberOf roles whose permissions it has too
     */
    record User(
            String name,
            boolean managed,
            boolean canLogin,
            boolean superuser,
            @Nullable String expiresAt,
            @Nullable String formerSecretUntil,
            @Nullable String lastLoginAt,
            @Nullable String lastLoginFrom,
            List<Access> access,
            List<String> otherPermissions,
            List<String> memberOf) {}

    /** Sorted by name, at most 2,000. */
    static List<User> read() {
        Map<String, Row> ours = byRole("SELECT role, managed_since, expires_at, current_hash, previous_until,"
                + " last_login_at, last_login_from FROM " + UserTable.TABLE + " LIMIT " + MOST);
        Map<String, List<Row>> permissions = new HashMap<>();
        for (Row row : query("SELECT role, resource, permissions FROM " + AUTH + AuthKeyspace.ROLE_PERMISSIONS)) {
            permissions
                    .computeIfAbsent(row.getString("role"), role -> new ArrayList<>())
                    .add(row);
        }
        List<User> users = new ArrayList<>();
        byRole("SELECT role, can_login, is_superuser, member_of, salted_hash FROM " + AUTH + AuthKeyspace.ROLES
                        + " LIMIT " + MOST)
                .forEach((name, role) ->
                        users.add(user(name, role, ours.get(name), permissions.getOrDefault(name, List.of()))));
        return users;
    }

    private static User user(String name, Row role, @Nullable Row ours, List<Row> permissions) {
        List<Access> access = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Row row : permissions) {
            sort(row.getString("resource"), row.getSet("permissions", UTF8Type.instance), access, others);
        }
        boolean rotated = ours != null
                && ours.has("current_hash")
                && role.has("salted_hash")
                && ours.getString("current_hash").equals(role.getString("salted_hash"));
        return new User(
                name,
                ours != null && ours.has("managed_since"),
                role.has("can_login") && role.getBoolean("can_login"),
                role.has("is_superuser") && role.getBoolean("is_superuser"),
                time(ours, "expires_at"),
                rotated ? time(ours, "previous_until") : null,
                time(ours, "last_login_at"),
                ours == null || !ours.has("last_login_from")
                        ? null
                        : ours.getInetAddress("last_login_from").getHostAddress(),
                access.stream()
                        .sorted(java.util.Comparator.comparing(Access::keyspace))
                        .toList(),
                others.stream().sorted().toList(),
                role.has("member_of")
                        ? role.getSet("member_of", UTF8Type.instance).stream()
                                .sorted()
                                .toList()
                        : List.of());
    }

    /** What an access can say goes to {@code access}; permissions on functions follow from it and are not repeated. */
    private static void sort(String resource, Set<String> granted, List<Access> access, List<String> others) {
        String keyspace = keyspace(resource);
        if (keyspace != null && resource.startsWith("functions")) {
            return;
        }
        Access held = keyspace == null ? Access.none("x") : Access.of(keyspace, granted);
        if (keyspace != null && !held.equals(Access.none(keyspace))) {
            access.add(held);
        }
        Set<String> said = new java.util.HashSet<>();
        held.permissions().values().forEach(set -> set.forEach(permission -> said.add(permission.name())));
        granted.stream()
                .filter(permission -> keyspace == null || !said.contains(permission))
                .map(permission -> permission + " on " + resource)
                .forEach(others::add);
    }

    /** Null for what is no keyspace, or one that a customer cannot name. */
    private static @Nullable String keyspace(String resource) {
        if (resource.equals("data") || resource.equals("functions")) {
            return Access.ALL_KEYSPACES;
        }
        String[] parts = resource.split("/", -1);
        boolean isKeyspace = parts.length == 2
                && (parts[0].equals("functions")
                        || (parts[0].equals("data")
                                && Resources.fromName(resource) instanceof DataResource data
                                && data.isKeyspaceLevel()));
        return isKeyspace && Access.isName(parts[1]) ? parts[1] : null;
    }

    private static @Nullable String time(@Nullable Row row, String column) {
        Instant time = row == null ? null : Accounts.instant(row, column);
        return time == null ? null : time.toString();
    }

    private static Map<String, Row> byRole(String statement) {
        Map<String, Row> rows = new TreeMap<>();
        query(statement).forEach(row -> rows.put(row.getString("role"), row));
        return rows;
    }

    private static UntypedResultSet query(String statement) {
        return QueryProcessor.execute(statement, authReadConsistencyLevel());
    }
}
