package io.kanesh.control.runbook.store;

import static io.kanesh.control.runbook.store.StepTable.instant;
import static io.kanesh.control.runbook.store.StepTable.timestamp;

import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.execution.RunRecord.Head;
import io.kanesh.control.runbook.execution.RunRecord.Progress;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code run}. */
final class RunTable {
    private static final String INSERT = """
            INSERT INTO run (id, runbook, subject_type, subject_id, project_id, parent_id, parent_round, requested_by, input,
                             state, undo_to, round, fence, wakes, percent, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String UPDATE = """
            UPDATE run SET state = ?, ending = ?, undo_to = ?, round = ?, fence = ?, wakes = ?, percent = ?,
                   error = ?::jsonb, ended_at = ?
             WHERE id = ?
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    RunTable(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** False when a unique index stood in the way; nothing was written then. */
    boolean insert(RunRecord run) {
        var head = run.head();
        var progress = run.progress();
        return jdbc.update(
                        INSERT,
                        head.id().value(),
                        head.runbook(),
                        head.subject().type(),
                        head.subject().id(),
                        head.project() == null ? null : head.project().value(),
                        head.parent() == null ? null : head.parent().value(),
                        head.parentRound(),
                        head.requestedBy(),
                        head.input(),
                        progress.state().name(),
                        progress.undoTo(),
                        progress.round(),
                        progress.fence(),
                        progress.wakes(),
                        progress.percent(),
                        timestamp(head.createdAt()))
                == 1;
    }

    void update(OperationId id, Progress progress) {
        var ending = progress.ending();
        var error = progress.error();
        jdbc.update(
                UPDATE,
                progress.state().name(),
                ending == null ? null : ending.name(),
                progress.undoTo(),
                progress.round(),
                progress.fence(),
                progress.wakes(),
                progress.percent(),
                error == null ? null : json.writeValueAsString(error),
                timestamp(progress.endedAt()),
                id.value());
    }

    /** Runs without their steps. */
    List<RunRecord> query(String tail, @Nullable Object... values) {
        return jdbc.query("SELECT * FROM run " + tail, (row, i) -> run(row), values);
    }

    private RunRecord run(ResultSet row) throws SQLException {
        var project = row.getString("project_id");
        var parent = row.getString("parent_id");
        var createdAt = instant(row, "created_at");
        var head = new Head(
                new OperationId(row.getString("id")),
                row.getString("runbook"),
                new Subject(row.getString("subject_type"), row.getString("subject_id")),
                project == null ? null : new ProjectId(project),
                parent == null ? null : new OperationId(parent),
                row.getInt("parent_round"),
                row.getString("requested_by"),
                row.getString("input"),
                createdAt == null ? Instant.EPOCH : createdAt);
        return new RunRecord(head, progress(row), List.of());
    }

    private Progress progress(ResultSet row) throws SQLException {
        var ending = row.getString("ending");
        var error = row.getString("error");
        return new Progress(
                State.valueOf(row.getString("state")),
                ending == null ? null : State.valueOf(ending),
                row.getInt("undo_to"),
                row.getInt("round"),
                row.getLong("fence"),
                row.getLong("wakes"),
                row.getInt("percent"),
                error == null ? null : json.readValue(error, Problem.class),
                instant(row, "ended_at"));
    }
}
