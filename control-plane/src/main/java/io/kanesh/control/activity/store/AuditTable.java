package io.kanesh.control.activity.store;

import io.kanesh.control.activity.control.AuditStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tables of the audit trail, by SQL: lines are only ever added at the end and taken away at the beginning. */
@Component
class AuditTable implements AuditStore {
    private static final int PAGE = 1000;
    private static final String COLUMNS = "at, actor_id, action, resource_id, outcome, project_id, organization_id";
    private static final String VALUES = ":at, :actor, :action, :resource, :outcome, :project, :organization";

    private final JdbcClient jdbc;

    AuditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void takeIn(Kept entry) {
        with(entry, "INSERT INTO audit_intake (entry, " + COLUMNS + ") VALUES (:entry, " + VALUES + ")")
                .param("entry", entry.members())
                .update();
    }

    @Override
    public boolean isIntakeEmpty() {
        return !jdbc.sql("SELECT EXISTS (SELECT 1 FROM audit_intake)")
                .query(Boolean.class)
                .single();
    }

    @Override
    public Head lock() {
        return jdbc.sql("SELECT sequence, hash FROM audit_head FOR UPDATE")
                .query((row, i) -> new Head(row.getLong("sequence"), row.getString("hash")))
                .single();
    }

    @Override
    public List<Kept> takeOut(int limit) {
        return jdbc
                .sql("DELETE FROM audit_intake WHERE id IN (SELECT id FROM audit_intake ORDER BY id LIMIT :limit)"
                        + " RETURNING *")
                .param("limit", limit)
                .query((row, i) -> Map.entry(row.getLong("id"), kept(row)))
                .list()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public void append(Head head, String line, Kept entry) {
        with(
                        entry,
                        "INSERT INTO audit_event (sequence, line, " + COLUMNS + ") VALUES (:sequence, :line, " + VALUES
                                + ")")
                .param("sequence", head.sequence())
                .param("line", line)
                .update();
        jdbc.sql("UPDATE audit_head SET sequence = :sequence, hash = :hash")
                .param("sequence", head.sequence())
                .param("hash", head.hash())
                .update();
    }

    @Override
    public Optional<Head> lastBefore(Instant time) {
        return jdbc.sql("SELECT sequence, substr(line, 10, 64) AS hash FROM audit_event WHERE at < :time"
                        + " ORDER BY sequence DESC LIMIT 1")
                .param("time", utc(time))
                .query((row, i) -> new Head(row.getLong("sequence"), row.getString("hash")))
                .optional();
    }

    @Override
    public void deleteThrough(long sequence) {
        jdbc.sql("DELETE FROM audit_event WHERE sequence <= :sequence")
                .param("sequence", sequence)
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> find(Sight sight, Filter filter, int limit) {
        var wanted = new LinkedHashMap<String, @Nullable Object>();
        wanted.put("actor_id = :p0", filter.actor());
        wanted.put("action = :p1", filter.action());
        wanted.put("resource_id = :p2", filter.resource());
        wanted.put("outcome = :p3", filter.outcome());
        wanted.put("project_id = :p4", filter.project());
        wanted.put("organization_id = :p7", filter.organization());
        wanted.put("at >= :p5", filter.since() == null ? null : utc(filter.since()));
        wanted.put("at < :p6", filter.until() == null ? null : utc(filter.until()));
        var sql = new StringBuilder(
                        "SELECT sequence, line, true AS visible FROM audit_event WHERE sequence < :before AND ")
                .append(seen(sight));
        wanted.forEach((clause, value) -> {
            if (value != null) {
                sql.append(" AND ").append(clause);
            }
        });
        var statement = sighted(sight, jdbc.sql(sql + " ORDER BY sequence DESC LIMIT :limit"))
                .param("before", filter.before())
                .param("limit", limit);
        for (var clause : wanted.entrySet()) {
            if (clause.getValue() != null) {
                statement = statement.param(
                        clause.getKey().substring(clause.getKey().indexOf(':') + 1), clause.getValue());
            }
        }
        return statement.query((row, i) -> line(row)).list();
    }

    @Override
    public void read(Sight sight, @Nullable Instant since, @Nullable Instant until, Consumer<Line> reader) {
        long after = 0;
        List<Line> page;
        do {
            // Where the chain begins is everybody's: without it nobody else's export could be checked.
            page = sighted(
                            sight,
                            jdbc.sql("SELECT sequence, line, (action = 'AuditTrimmed' OR " + seen(sight)
                                    + ") AS visible FROM audit_event WHERE sequence > :after AND at >= :since AND at < :until"
                                    + " ORDER BY sequence LIMIT :limit"))
                    .param("after", after)
                    .param("since", utc(since == null ? Instant.EPOCH : since))
                    .param("until", utc(until == null ? Instant.parse("9999-01-01T00:00:00Z") : until))
                    .param("limit", PAGE)
                    .query((row, i) -> line(row))
                    .list();
            page.forEach(reader);
            after = page.isEmpty() ? after : page.get(page.size() - 1).sequence();
        } while (page.size() == PAGE);
    }

    private static String seen(Sight sight) {
        return sight.projects() == null
                ? "true"
                : "(coalesce(project_id = ANY(:projects), false) OR coalesce(organization_id = ANY(:organizations), false))";
    }

    private static JdbcClient.StatementSpec sighted(Sight sight, JdbcClient.StatementSpec statement) {
        return sight.projects() == null
                ? statement
                : statement
                        .param("projects", texts(sight.projects()))
                        .param("organizations", texts(sight.organizations()));
    }

    private static String[] texts(@Nullable Set<String> ids) {
        return new ArrayList<>(ids == null ? Set.of() : ids).toArray(String[]::new);
    }

    private JdbcClient.StatementSpec with(Kept entry, String sql) {
        return jdbc.sql(sql)
                .param("at", utc(entry.at()))
                .param("actor", entry.actorId(), Types.VARCHAR)
                .param("action", entry.action())
                .param("resource", entry.resourceId(), Types.VARCHAR)
                .param("outcome", entry.outcome())
                .param("project", entry.projectId(), Types.VARCHAR)
                .param("organization", entry.organizationId(), Types.VARCHAR);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getLong("sequence"), row.getString("line"), row.getBoolean("visible"));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("entry"),
                row.getString("actor_id"),
                row.getString("action"),
                row.getString("resource_id"),
                row.getString("outcome"),
                row.getString("project_id"),
                row.getString("organization_id"));
    }
}
