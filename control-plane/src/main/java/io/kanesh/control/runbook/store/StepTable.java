package io.kanesh.control.runbook.store;

import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.execution.Percent;
import io.kanesh.control.runbook.execution.StepRecord;
import io.kanesh.control.shared.Id.OperationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code run_step}. */
final class StepTable {
    private static final String INSERT = """
            INSERT INTO run_step (state, redos, attempts, faults, alerted, started_at, deadline_at, not_before, ended_at,
                                  waiting_for, note, fault, name, run_id, position)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String UPDATE = """
            UPDATE run_step SET state = ?, redos = ?, attempts = ?, faults = ?, alerted = ?, started_at = ?, deadline_at = ?,
                   not_before = ?, ended_at = ?, waiting_for = ?, note = ?, fault = ?, name = ?
             WHERE run_id = ? AND position = ?
            """;
    private static final String OF_CHILDREN = """
            SELECT count(*) FILTER (WHERE step.state = 'DONE') AS done, count(*) AS all_steps
              FROM run child JOIN run_step step ON step.run_id = child.id
             WHERE child.parent_id = ? AND child.parent_round = ?
            """;

    private final JdbcTemplate jdbc;

    StepTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(OperationId run, List<StepRecord> steps) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            rows.add(values(run, i, steps.get(i)));
        }
        jdbc.batchUpdate(INSERT, asBatch(rows));
    }

    /** Writes the steps that differ. */
    void update(OperationId run, List<StepRecord> before, List<StepRecord> after) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            if (!after.get(i).equals(before.get(i))) {
                rows.add(values(run, i, after.get(i)));
            }
        }
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(UPDATE, asBatch(rows));
        }
    }

    // The batch API is declared without nulls among the values, though the driver takes them.
    @SuppressWarnings("NullAway")
    private static List<Object[]> asBatch(List<@Nullable Object[]> rows) {
        return new ArrayList<>(rows);
    }

    private static @Nullable Object[] values(OperationId run, int position, StepRecord step) {
        var attempts = step.attempts();
        var said = step.said();
        return new @Nullable Object[] {
            step.state().name(),
            step.redos(),
            attempts.count(),
            attempts.faults(),
            attempts.alerted(),
            timestamp(attempts.startedAt()),
            timestamp(attempts.deadlineAt()),
            timestamp(attempts.notBefore()),
            timestamp(step.endedAt()),
            said.waitingFor(),
            said.note(),
            said.fault(),
            step.name(),
            run.value(),
            position
        };
    }

    /** The steps of each run, in order. */
    Map<String, List<StepRecord>> of(Collection<String> runs) {
        Map<String, List<StepRecord>> steps = new HashMap<>();
        jdbc.query(
                "SELECT * FROM run_step WHERE run_id = ANY (?) ORDER BY run_id, position",
                statement -> statement.setArray(
                        1, statement.getConnection().createArrayOf("text", runs.toArray(new String[0]))),
                row -> {
                    steps.computeIfAbsent(row.getString("run_id"), run -> new ArrayList<>())
                            .add(step(row));
                });
        return steps;
    }

    /** Of the children that {@code parent} started in {@code round}. */
    Percent ofChildren(OperationId parent, int round) {
        var sum = jdbc.queryForObject(
                OF_CHILDREN,
                (row, i) -> new Percent(row.getInt("done"), row.getInt("all_steps")),
                parent.value(),
                round);
        return sum == null ? new Percent(0, 0) : sum;
    }

    private static StepRecord step(ResultSet row) throws SQLException {
        return new StepRecord(
                row.getString("name"),
                StepState.valueOf(row.getString("state")),
                row.getInt("redos"),
                new StepRecord.Attempts(
                        row.getInt("attempts"),
                        row.getInt("faults"),
                        row.getBoolean("alerted"),
                        instant(row, "started_at"),
                        instant(row, "deadline_at"),
                        instant(row, "not_before")),
                new StepRecord.Said(row.getString("waiting_for"), row.getString("note"), row.getString("fault")),
                instant(row, "ended_at"));
    }

    static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
