package io.kanesh.control.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The schema as the catalogue of a real server describes it, in a form that is the same on PostgreSQL 15 to 18. */
final class Schema {
    private static final String TABLES =
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history' ORDER BY 1";
    private static final String COLUMNS = "SELECT '    ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)"
            + " || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END"
            + " || CASE WHEN a.attidentity <> '' THEN ' GENERATED AS IDENTITY' ELSE '' END"
            + " || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')"
            + " FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
            + " WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
    // From PostgreSQL 18 on, NOT NULL is a constraint of its own (type n); the columns say it already.
    private static final String CONSTRAINTS = "SELECT '    CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid)"
            + " FROM pg_constraint WHERE conrelid = ?::regclass AND contype <> 'n' ORDER BY conname";
    private static final String INDEXES = "SELECT pg_get_indexdef(i.indexrelid) || ';' FROM pg_index i"
            + " JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = ?::regclass AND NOT EXISTS"
            + " (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid)"
            + " ORDER BY c.relname";

    private Schema() {}

    static void migrate(String url, String user, String password) {
        Flyway.configure()
                .dataSource(url, user, password)
                .outOfOrder(true)
                .load()
                .migrate();
    }

    static String describe(String url, String user, String password) throws SQLException {
        var text = new StringBuilder(
                "-- Generated from the catalogue after all migrations; the migrations own the schema.\n");
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            for (String table : query(connection, TABLES, null)) {
                var lines = new ArrayList<>(query(connection, COLUMNS, table));
                lines.addAll(query(connection, CONSTRAINTS, table));
                text.append("\nCREATE TABLE ")
                        .append(table)
                        .append(" (\n")
                        .append(String.join(",\n", lines))
                        .append("\n);\n");
                query(connection, INDEXES, table)
                        .forEach(index -> text.append(index).append('\n'));
            }
        }
        return text.toString();
    }

    private static List<String> query(
            Connection connection, String sql, @org.jspecify.annotations.Nullable String argument) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.prepareStatement(sql)) {
            if (argument != null) {
                statement.setString(1, argument);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
