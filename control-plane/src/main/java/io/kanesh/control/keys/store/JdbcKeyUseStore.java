package io.kanesh.control.keys.store;

import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.KeyUse;
import io.kanesh.control.keys.control.KeyUseStore;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Uses of keys in PostgreSQL. */
@Component
@Transactional
class JdbcKeyUseStore implements KeyUseStore {
    /** A key's own lines, in any region, and those of data keys on nodes that use it now. */
    private static final String MATCHING = """
            project_id = :project
              AND (key_uri LIKE :uri ESCAPE '!' OR (key_uri = '' AND node_id = ANY (string_to_array(:nodes, ','))))
              AND (CAST(:node AS text) IS NULL OR node_id = :node)
              AND (CAST(:reason AS text) IS NULL OR reason = :reason)
              AND (CAST(:outcome AS text) IS NULL OR outcome = :outcome)
              AND (CAST(:since AS timestamptz) IS NULL OR at >= :since)
              AND (CAST(:until AS timestamptz) IS NULL OR at < :until)
              AND strpos(text, :contains) > 0
            """;

    private final JdbcClient jdbc;

    JdbcKeyUseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<KeyUse> last(NodeId node) {
        return jdbc.sql("SELECT * FROM key_use WHERE node_id = ? ORDER BY line DESC LIMIT 1")
                .param(node.value())
                .query((row, number) -> toUse(row))
                .optional();
    }

    @Override
    public void keep(List<KeyUse> uses) {
        for (KeyUse use : uses) {
            jdbc.sql("""
                    INSERT INTO key_use (node_id, line, project_id, key_uri, at, reason, outcome, chained, text)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                    .params(
                            use.node().value(),
                            use.line(),
                            use.project().value(),
                            use.keyUri(),
                            Timestamp.from(use.at()),
                            use.reason(),
                            use.outcome(),
                            use.chained(),
                            use.text())
                    .update();
        }
    }

    @Override
    public List<KeyUse> find(Cmk key, KeyUse.Filter filter, int limit) {
        KeyUse.Place after = filter.after();
        String behind = after == null ? "" : " AND (at, node_id, line) < (:afterAt, :afterNode, :afterLine)";
        StatementSpec query = matching(
                "SELECT * FROM key_use WHERE " + MATCHING + behind
                        + " ORDER BY at DESC, node_id DESC, line DESC LIMIT :limit",
                key,
                filter);
        if (after != null) {
            query = query.param("afterAt", Timestamp.from(after.at()))
                    .param("afterNode", after.node())
                    .param("afterLine", after.line());
        }
        return query.param("limit", limit).query((row, number) -> toUse(row)).list();
    }

    @Override
    public void read(Cmk key, KeyUse.Filter filter, Consumer<KeyUse> reader) {
        matching("SELECT * FROM key_use WHERE " + MATCHING + " ORDER BY node_id, line", key, filter)
                .withFetchSize(500)
                .query((RowCallbackHandler) row -> reader.accept(toUse(row)));
    }

    @Override
    public void trim(Instant olderThan, long linesOfANode) {
        jdbc.sql("DELETE FROM key_use WHERE at < ?")
                .param(Timestamp.from(olderThan))
                .update();
        jdbc.sql("""
                DELETE FROM key_use USING (SELECT node_id, max(line) AS newest FROM key_use GROUP BY node_id) AS trail
                 WHERE key_use.node_id = trail.node_id AND key_use.line <= trail.newest - ?""").param(linesOfANode).update();
    }

    private StatementSpec matching(String sql, Cmk key, KeyUse.Filter filter) {
        NodeId node = filter.node();
        return jdbc.sql(sql)
                .param("project", key.project().value())
                .param("uri", pattern(key))
                .param(
                        "nodes",
                        String.join(
                                ",", filter.nodes().stream().map(NodeId::value).toList()))
                .param("node", node == null ? null : node.value())
                .param("reason", filter.reason())
                .param("outcome", filter.outcome())
                .param("since", timestamp(filter.since()))
                .param("until", timestamp(filter.until()))
                .param("contains", filter.contains());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /** The key's name with its region left open, because a key that is in several regions has a name in each. */
    private static String pattern(Cmk key) {
        String region = key.reference().region();
        String uri = key.reference().uri().replaceAll("([!%_])", "!$1");
        boolean isEverywhere = !key.in("eu-central-1").equals(key.in("eu-west-1"));
        return isEverywhere ? uri.replaceFirst("(?<=[:/])" + region + "(?=[:/])", "%") : uri;
    }

    private static KeyUse toUse(ResultSet row) throws SQLException {
        return new KeyUse(
                new NodeId(row.getString("node_id")),
                row.getLong("line"),
                new ProjectId(row.getString("project_id")),
                row.getString("key_uri"),
                row.getTimestamp("at").toInstant(),
                row.getString("reason"),
                row.getString("outcome"),
                row.getBoolean("chained"),
                row.getString("text"));
    }
}
