package io.kanesh.control.runbook.store;

import io.kanesh.control.shared.Found;
import io.kanesh.control.shared.Id;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceFinder;
import io.kanesh.control.shared.Sought;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Finds operations by their id, the newest first. The journal only grows, and nothing indexes the middle of an id: a whole one is
 * looked up, a part of one is looked for among the newest, and what no id can have in it not at all.
 */
@Repository
class RunFinder implements ResourceFinder {
    /** A bound: the journal grows for ever, and each of these is looked at for a part of an id. */
    private static final int NEWEST = 100_000;

    private final JdbcTemplate jdbc;

    RunFinder(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Found> find(Sought sought) {
        if (!sought.mayBePartOfId(OperationId.PREFIX)) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        var visible = new StringBuilder("SELECT id, runbook, project_id FROM run WHERE true");
        // What belongs to no project is shown to those who see everything.
        if (!sought.inEveryProject()) {
            visible.append(" AND project_id = ANY (?)");
            values.add(sought.projectIds().toArray(String[]::new));
        }
        values.add(sought.text());
        if (Id.FORM.matcher(sought.text()).matches()) {
            return query(visible + " AND id = ?", values);
        }
        values.add(sought.limit());
        return query(
                "SELECT * FROM (" + visible + " ORDER BY id DESC LIMIT " + NEWEST
                        + ") AS newest WHERE strpos(id, ?) > 0 ORDER BY id DESC LIMIT ?",
                values);
    }

    private List<Found> query(String sql, List<Object> values) {
        return jdbc.query(sql, (row, i) -> found(row), values.toArray());
    }

    private static Found found(ResultSet row) throws SQLException {
        String project = row.getString("project_id");
        return new Found(
                Found.Type.OPERATION,
                row.getString("id"),
                row.getString("runbook"),
                null,
                project == null ? null : new ProjectId(project),
                null);
    }
}
