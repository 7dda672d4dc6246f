package io.kanesh.control.runbook.store;

import io.kanesh.control.runbook.PastRuns;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Durations from the journal. */
@Repository
class JdbcPastRuns implements PastRuns {
    private static final String NEWEST = """
            SELECT run.created_at, run.ended_at,
                   (SELECT count(DISTINCT child.subject_id) FROM run child WHERE child.parent_id = run.id) AS parts
            FROM run
            WHERE run.runbook = ? AND run.state = 'SUCCEEDED' AND run.parent_id IS NULL
            ORDER BY run.id DESC
            LIMIT ?
            """;

    private final JdbcTemplate jdbc;

    JdbcPastRuns(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PastRun> succeeded(String runbook, int limit) {
        return jdbc.query(
                NEWEST,
                (row, i) -> new PastRun(
                        Duration.between(
                                row.getTimestamp("created_at").toInstant(),
                                row.getTimestamp("ended_at").toInstant()),
                        row.getInt("parts")),
                runbook,
                limit);
    }
}
