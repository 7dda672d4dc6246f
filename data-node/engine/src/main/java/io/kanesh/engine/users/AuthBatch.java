package io.kanesh.engine.users;

import static org.apache.cassandra.auth.CassandraAuthorizer.authWriteConsistencyLevel;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.cassandra.auth.AuthKeyspace;
import org.apache.cassandra.auth.Permission;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.db.marshal.TimestampType;
import org.apache.cassandra.schema.SchemaConstants;
import org.apache.cassandra.utils.ByteBufferUtil;
import org.jspecify.annotations.Nullable;

/** Writes to the tables of roles, done together at the consistency of Cassandra's own. */
final class AuthBatch {

    private static final String PERMISSIONS = SchemaConstants.AUTH_KEYSPACE_NAME + "." + AuthKeyspace.ROLE_PERMISSIONS;
    private static final String INDEX = SchemaConstants.AUTH_KEYSPACE_NAME + "." + AuthKeyspace.RESOURCE_ROLE_INDEX;

    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable ByteBuffer> values = new ArrayList<>();

    AuthBatch add(String statement, @Nullable ByteBuffer... bound) {
        statements.add(statement);
        values.addAll(java.util.Arrays.asList(bound));
        return this;
    }

    /** Adds and removes exactly those permissions that an access is about; others on the same resource stay. */
    void permit(String role, Access access) {
        access.permissions().forEach((resource, wanted) -> {
            Set<Permission> unwanted = new TreeSet<>(Access.expressible(resource));
            unwanted.removeAll(wanted);
            change("+", wanted, role, resource.getName());
            change("-", unwanted, role, resource.getName());
            if (!wanted.isEmpty()) {
                add("INSERT INTO " + INDEX + " (resource, role) VALUES (?, ?)", text(resource.getName()), text(role));
            }
        });
    }

    private void change(String sign, Set<Permission> permissions, String role, String resource) {
        if (!permissions.isEmpty()) {
            // Names of an enumeration: nothing that anybody has typed.
            String set = permissions.stream()
                    .map(permission -> "'" + permission.name() + "'")
                    .collect(Collectors.joining(", ", "{", "}"));
            add(
                    "UPDATE " + PERMISSIONS + " SET permissions = permissions " + sign + " " + set
                            + " WHERE role = ? AND resource = ?",
                    text(role),
                    text(resource));
        }
    }

    /** @throws org.apache.cassandra.exceptions.RequestExecutionException too few replicas answer */
    void execute() {
        String all = statements.stream().collect(Collectors.joining("; ", "BEGIN BATCH ", "; APPLY BATCH"));
        QueryProcessor.process(all, authWriteConsistencyLevel(), values);
    }

    static ByteBuffer text(String text) {
        return ByteBufferUtil.bytes(text);
    }

    static @Nullable ByteBuffer time(@Nullable Instant time) {
        return time == null ? null : TimestampType.instance.fromTimeInMillis(time.toEpochMilli());
    }
}
