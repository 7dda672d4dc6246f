package io.kanesh.control.postgres.state;

import io.kanesh.control.postgres.state.StateManifest.Sequence;
import java.sql.SQLException;
import java.util.List;

/**
 * Raises everything that must never go back. Whatever was given out after the backup was made lies below: a run takes one
 * fence when it is taken up, so a million is years of a busy installation.
 */
final class Jump {
    static final long BY = 1_000_000;

    /**
     * Columns by name, so that a table of a later release is not forgotten: generation, observed_generation, fence, …. A
     * generation 0 means that there is none yet, and stays; but not that of a cluster's authority, which agents may have seen
     * replaced since: they fetch their certificates anew.
     */
    private static final String RISING = "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            + " JOIN information_schema.tables t USING (table_schema, table_name)"
            + " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
            + " AND c.data_type IN ('bigint', 'integer')"
            + " AND c.column_name ~ '(^|_)(generation|fence)$' ORDER BY 1, 2";

    private static final String OF_AUTHORITIES = "trust_generation";

    private Jump() {}

    /** Adds to every rising column, and sets each sequence to where it was and as much. */
    static void apply(StateTables tables, List<Sequence> sequences) throws SQLException {
        for (List<String> column : tables.rows(RISING)) {
            var name = StateTables.quoted(column.get(1));
            tables.execute("UPDATE " + StateTables.quoted(column.get(0)) + " SET " + name + " = " + name + " + " + BY
                    + (column.get(1).equals(OF_AUTHORITIES) ? "" : " WHERE " + name + " > 0"));
        }
        for (Sequence sequence : sequences) {
            tables.execute(
                    "SELECT setval('" + StateTables.quoted(sequence.name()) + "', " + (sequence.last() + BY) + ")");
        }
    }
}
