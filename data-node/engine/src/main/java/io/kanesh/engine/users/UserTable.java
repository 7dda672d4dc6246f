package io.kanesh.engine.users;

import static org.apache.cassandra.auth.CassandraAuthorizer.authWriteConsistencyLevel;

import java.util.concurrent.TimeUnit;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.statements.schema.CreateTableStatement;
import org.apache.cassandra.schema.KeyspaceMetadata;
import org.apache.cassandra.schema.Keyspaces;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.schema.SchemaConstants;
import org.apache.cassandra.schema.TableId;
import org.apache.cassandra.schema.TableMetadata;

/**
 * The table of what Cassandra's roles do not say. It lies in {@code system_auth}, so it is replicated as the roles are, and
 * kept from customers as they are: permissions on all keyspaces leave Cassandra's own out. Cassandra keeps tables there that it
 * does not know.
 */
public final class UserTable {

    public static final String NAME = "kanesh_users";

    /** With its keyspace, for statements. */
    static final String TABLE = SchemaConstants.AUTH_KEYSPACE_NAME + "." + NAME;

    private UserTable() {}

    /** The schema with the table, which is the same one if it has it. */
    public static Keyspaces addedTo(Keyspaces schema) {
        KeyspaceMetadata auth = schema.getNullable(SchemaConstants.AUTH_KEYSPACE_NAME);
        return auth == null || auth.getTableOrViewNullable(NAME) != null
                ? schema
                : schema.withAddedOrReplaced(auth.withSwapped(auth.tables.with(definition())));
    }

    public static boolean exists() {
        return Schema.instance.getTableMetadata(SchemaConstants.AUTH_KEYSPACE_NAME, NAME) != null;
    }

    /** Removes what is known of a role. */
    public static void forget(String role) {
        if (exists()) {
            QueryProcessor.execute("DELETE FROM " + TABLE + " WHERE role = ?", authWriteConsistencyLevel(), role);
        }
    }

    private static TableMetadata definition() {
        return CreateTableStatement.parse(
                        "CREATE TABLE " + NAME + " ("
                                + "role text PRIMARY KEY,"
                                // When Kanesh made this role; null for roles made by CQL.
                                + "managed_since timestamp,"
                                + "expires_at timestamp,"
                                // The secret that the last rotation put into Cassandra's own table. When it is another
                                // one now, somebody has set it by CQL, and the former secret is void.
                                + "current_hash text,"
                                + "previous_hash text,"
                                + "previous_until timestamp,"
                                + "last_login_at timestamp,"
                                + "last_login_from inet)",
                        SchemaConstants.AUTH_KEYSPACE_NAME)
                .id(TableId.forSystemTable(SchemaConstants.AUTH_KEYSPACE_NAME, NAME))
                .comment("what Kanesh knows of roles beyond Cassandra's own tables")
                .gcGraceSeconds((int) TimeUnit.DAYS.toSeconds(90))
                .build();
    }
}
