package io.kanesh.engine.security;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.engine.users.UserTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.cassandra.auth.AuthKeyspace;
import org.apache.cassandra.auth.DataResource;
import org.apache.cassandra.auth.FunctionResource;
import org.apache.cassandra.auth.IResource;
import org.apache.cassandra.auth.Permission;
import org.apache.cassandra.auth.RoleResource;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.db.ConsistencyLevel;
import org.apache.cassandra.locator.NetworkTopologyStrategy;
import org.apache.cassandra.schema.KeyspaceMetadata;
import org.apache.cassandra.schema.KeyspaceParams;
import org.apache.cassandra.schema.Keyspaces;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.schema.SchemaConstants;
import org.apache.cassandra.schema.SchemaTransformation;

/**
 * Puts the cluster's first role in place. Any first node of a cluster may do it, also at the same time as others: each write
 * carries the same content at the same fixed, ancient timestamp, so doing it once or nine times gives the same rows and the
 * same schema version, and whatever anybody changes later is newer and stays.
 */
public final class ClusterSecurity {

    /**
     * Timestamp of our rows and schema change, microseconds: 2020-01-01T00:00:01Z. Above the generations that Cassandra
     * stamps its own system keyspaces with (that of the traces is two microseconds into 2020; with a lower one, whoever
     * read the keyspace from its tables got Cassandra's replication back), below any real clock.
     */
    private static final long ANCIENT = 1_577_836_801_000_000L;

    private static final Set<String> REPLICATED = Set.of(
            SchemaConstants.AUTH_KEYSPACE_NAME,
            SchemaConstants.DISTRIBUTED_KEYSPACE_NAME,
            SchemaConstants.TRACE_KEYSPACE_NAME);

    private final EngineSettings settings;

    public ClusterSecurity(EngineSettings settings) {
        this.settings = settings;
    }

    /**
     * Replicates roles and the other distributed system keyspaces in every data center, and adds the table of users: all of it
     * in one change, because each node writes the schema to disk for each change of each other. Changes nothing the second time.
     */
    public void prepareSchema() {
        Schema.instance.transform(new PrepareOnce(replication()));
    }

    /** Whether this node knows the schema that {@link #prepareSchema} makes. */
    public static boolean schemaPrepared() {
        return UserTable.exists()
                && REPLICATED.stream()
                        .map(Schema.instance::getKeyspaceMetadata)
                        .allMatch(keyspace -> keyspace != null && isPlaced(keyspace));
    }

    private KeyspaceParams replication() {
        Map<String, String> options = new TreeMap<>();
        options.put("class", "org.apache.cassandra.locator.NetworkTopologyStrategy");
        settings.systemAuthReplication()
                .forEach((dataCenter, replicas) -> options.put(dataCenter, replicas.toString()));
        return KeyspaceParams.create(true, options);
    }

    /**
     * Writes the administrator and its permissions to a quorum of each data center.
     *
     * <p>The administrator is no superuser: Cassandra's guardrails, the disk quota among them, do not hold for superusers.
     * It has every permission on all keyspaces but Cassandra's own, and on roles and functions, instead.
     *
     * @throws org.apache.cassandra.exceptions.RequestExecutionException too few replicas answer yet; try again
     */
    public void createAdministrator() {
        String name = settings.admin().name();
        execute(
                "INSERT INTO %s.%s (role, is_superuser, can_login, salted_hash) VALUES (%s, false, true, %s)",
                AuthKeyspace.ROLES, name, settings.admin().saltedHash());
        for (IResource resource : Set.of(DataResource.root(), RoleResource.root(), FunctionResource.root())) {
            grant(name, resource, resource.applicablePermissions());
        }
        // "All keyspaces" leaves Cassandra's own out; what a node says about itself is of use to its owner.
        grant(name, DataResource.keyspace(SchemaConstants.VIRTUAL_VIEWS), Set.of(Permission.SELECT));
    }

    private static void grant(String role, IResource resource, Set<Permission> permissions) {
        String set = permissions.stream()
                .map(permission -> "'" + permission.name() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        execute(
                "INSERT INTO %s.%s (role, resource, permissions) VALUES (%s, %s, " + set + ")",
                AuthKeyspace.ROLE_PERMISSIONS,
                role,
                resource.getName());
        execute(
                "INSERT INTO %s.%s (resource, role) VALUES (%s, %s)",
                AuthKeyspace.RESOURCE_ROLE_INDEX, resource.getName(), role);
    }

    private static void execute(String template, String table, String first, String second) {
        String statement = String.format(
                template + " USING TIMESTAMP " + ANCIENT,
                SchemaConstants.AUTH_KEYSPACE_NAME,
                table,
                quoted(first),
                quoted(second));
        QueryProcessor.process(statement, ConsistencyLevel.EACH_QUORUM);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean isPlaced(KeyspaceMetadata keyspace) {
        return keyspace.params.replication.klass.equals(NetworkTopologyStrategy.class);
    }

    /** Replaces the replication that Cassandra gave the keyspaces; leaves any other alone. */
    private record PrepareOnce(KeyspaceParams wanted) implements SchemaTransformation {

        @Override
        public Optional<Long> fixedTimestampMicros() {
            return Optional.of(ANCIENT);
        }

        @Override
        public Keyspaces apply(Keyspaces schema) {
            Keyspaces prepared = UserTable.addedTo(schema);
            for (String name : REPLICATED) {
                KeyspaceMetadata current = prepared.getNullable(name);
                if (current != null && !isPlaced(current)) {
                    prepared = prepared.withAddedOrReplaced(current.withSwapped(wanted));
                }
            }
            return prepared;
        }
    }
}
