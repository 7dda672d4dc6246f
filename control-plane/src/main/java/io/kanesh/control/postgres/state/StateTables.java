package io.kanesh.control.postgres.state;

import io.kanesh.control.postgres.state.StateManifest.Migration;
import io.kanesh.control.postgres.state.StateManifest.Sequence;
import io.kanesh.control.postgres.state.StateManifest.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** The control plane's tables, read and filled whole, whatever they are. */
final class StateTables {
    /**
     * Flyway writes its own; the scheduler's rows name processes that are gone, and its sweep finds every active run again.
     */
    private static final Set<String> LEFT_OUT = Set.of("flyway_schema_history", "scheduled_tasks");

    private final Connection connection;

    StateTables(Connection connection) {
        this.connection = connection;
    }

    /** A table comes after those that its rows refer to. */
    List<Table> tables() throws SQLException {
        var references = new TreeMap<String, Set<String>>();
        for (List<String> row : rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")) {
            references.put(row.get(0), new TreeSet<>());
        }
        for (List<String> row : rows("SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
                + " WHERE contype = 'f' AND conrelid <> confrelid")) {
            var of = references.get(row.get(0));
            if (of != null) {
                of.add(row.get(1));
            }
        }
        var ordered = new ArrayList<Table>();
        var done = new HashSet<String>();
        while (done.size() < references.size()) {
            var ready = references.keySet().stream()
                    .filter(name -> !done.contains(name) && done.containsAll(references.get(name)))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle: " + references);
            }
            for (String name : ready) {
                done.add(name);
                if (!LEFT_OUT.contains(name)) {
                    ordered.add(table(name));
                }
            }
        }
        return ordered;
    }

    private Table table(String name) throws SQLException {
        var columns = rows("SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
                        + " AND is_generated = 'NEVER' AND table_name = '" + name + "' ORDER BY ordinal_position")
                .stream()
                .map(row -> row.get(0))
                .toList();
        long count = Long.parseLong(
                rows("SELECT count(*) FROM " + quoted(name)).get(0).get(0));
        return new Table(name, columns, count);
    }

    List<Sequence> sequences() throws SQLException {
        var found = new ArrayList<Sequence>();
        for (List<String> row : rows("SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname ="
                + " current_schema() ORDER BY 1")) {
            found.add(new Sequence(row.get(0), Long.parseLong(row.get(1))));
        }
        return found;
    }

    List<Migration> migrations() throws SQLException {
        var found = new ArrayList<Migration>();
        for (List<String> row : rows("SELECT script, coalesce(checksum, 0) FROM flyway_schema_history WHERE success AND"
                + " version IS NOT NULL ORDER BY script")) {
            found.add(new Migration(row.get(0), Integer.parseInt(row.get(1))));
        }
        return found;
    }

    boolean isEmpty() throws SQLException {
        return rows("SELECT 1 FROM pg_tables WHERE schemaname = current_schema()")
                .isEmpty();
    }

    void empty(List<Table> tables) throws SQLException {
        execute("TRUNCATE " + tables.stream().map(table -> quoted(table.name())).collect(Collectors.joining(", ")));
    }

    /** In the text format of COPY. */
    void copyOut(Table table, OutputStream out) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY " + quoted(table.name()) + " (" + columns(table) + ") TO STDOUT", out);
    }

    void copyIn(Table table, InputStream in) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + quoted(table.name()) + " (" + columns(table) + ") FROM STDIN", in);
    }

    private static String columns(Table table) {
        return table.columns().stream().map(StateTables::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    List<List<String>> rows(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var all = new ArrayList<List<String>>();
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= width; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                all.add(row);
            }
            return all;
        }
    }

    void execute(String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
