package io.kanesh.control.keys.store;

import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.DrillReport;
import io.kanesh.control.keys.DrillReport.NodeTimes;
import io.kanesh.control.keys.KeyDeletion;
import io.kanesh.control.keys.KeyPolicy;
import io.kanesh.control.keys.control.KeyStore;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keys, policies and drills in PostgreSQL. */
@Component
@Transactional
class JpaKeyStore implements KeyStore {
    private final CmkRows rows;
    private final JdbcClient jdbc;

    JpaKeyStore(CmkRows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    @Override
    public Kept insert(Cmk key) {
        if (rows.existsByProjectIdAndName(key.project().value(), key.name().value())) {
            return Kept.NAME_TAKEN;
        }
        if (rows.existsByProjectIdAndUri(key.project().value(), key.reference().uri())) {
            return Kept.URI_TAKEN;
        }
        rows.saveAndFlush(new CmkRow(key));
        return Kept.YES;
    }

    @Override
    public Optional<Cmk> find(KeyId id) {
        return rows.findById(id.value()).map(CmkRow::toDomain);
    }

    @Override
    public boolean isRegistered(String uri) {
        return rows.existsByUri(uri);
    }

    @Override
    public Optional<Cmk> madeFor(ClusterId cluster) {
        return rows.findByMadeFor(cluster.value()).map(CmkRow::toDomain);
    }

    @Override
    public List<Cmk> page(ProjectId project, @Nullable String after, int limit) {
        return rows
                .findByProjectIdAndIdGreaterThanOrderById(project.value(), after == null ? "" : after, Limit.of(limit))
                .stream()
                .map(CmkRow::toDomain)
                .toList();
    }

    @Override
    public List<Cmk> all(ProjectId project) {
        return rows.findByProjectIdOrderById(project.value()).stream()
                .map(CmkRow::toDomain)
                .toList();
    }

    @Override
    public Optional<Cmk> change(KeyId id, UnaryOperator<Cmk> change) {
        return rows.lock(id.value()).map(row -> {
            row.change(change.apply(row.toDomain()));
            return rows.saveAndFlush(row).toDomain();
        });
    }

    @Override
    public boolean nameTaken(ProjectId project, String name) {
        return rows.existsByProjectIdAndName(project.value(), name);
    }

    @Override
    public void remove(KeyId id) {
        rows.deleteById(id.value());
        rows.flush();
    }

    @Override
    public KeyPolicy policy(ProjectId project) {
        return jdbc.sql("SELECT customer_keys_only, aes_256_only FROM key_policy WHERE project_id = ?")
                .param(project.value())
                .query((row, number) -> new KeyPolicy(row.getBoolean(1), row.getBoolean(2)))
                .optional()
                .orElse(KeyPolicy.NONE);
    }

    @Override
    public void savePolicy(ProjectId project, KeyPolicy policy) {
        jdbc.sql("""
                INSERT INTO key_policy (project_id, customer_keys_only, aes_256_only) VALUES (?, ?, ?)
                ON CONFLICT (project_id) DO UPDATE SET customer_keys_only = EXCLUDED.customer_keys_only,
                                                       aes_256_only = EXCLUDED.aes_256_only""")
                .params(project.value(), policy.customerKeysOnly(), policy.aes256Only())
                .update();
    }

    @Override
    public void saveDrill(DrillReport drill) {
        Instant ended = drill.endedAt();
        jdbc.sql("""
                INSERT INTO key_drill (id, key_id, kind, started_at, ended_at, nodes) VALUES (?, ?, ?, ?, ?, ?::jsonb)
                ON CONFLICT (id) DO UPDATE SET ended_at = EXCLUDED.ended_at, nodes = EXCLUDED.nodes""")
                .param(drill.id())
                .param(drill.key().value())
                .param(drill.kind())
                .param(Timestamp.from(drill.startedAt()))
                .param(ended == null ? null : Timestamp.from(ended))
                .param(KeyJson.write(drill.nodes()))
                .update();
    }

    @Override
    public Optional<DrillReport> drill(String id) {
        return jdbc.sql("SELECT * FROM key_drill WHERE id = ?")
                .param(id)
                .query((row, number) -> toDrill(row))
                .optional();
    }

    @Override
    public List<DrillReport> drills(KeyId key, int limit) {
        return jdbc.sql("SELECT * FROM key_drill WHERE key_id = ? ORDER BY started_at DESC, id DESC LIMIT ?")
                .params(key.value(), limit)
                .query((row, number) -> toDrill(row))
                .list();
    }

    @Override
    public void saveDeletion(KeyDeletion deletion) {
        jdbc.sql("""
                INSERT INTO key_deletion (key_id, project_id, deleted_at, report, signature, certificate_pem)
                VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        deletion.key().value(),
                        deletion.project().value(),
                        Timestamp.from(deletion.at()),
                        deletion.report(),
                        deletion.signature(),
                        deletion.certificatePem())
                .update();
    }

    @Override
    public List<KeyDeletion> deletions(ProjectId project, @Nullable String after, int limit) {
        return jdbc.sql("SELECT * FROM key_deletion WHERE project_id = ? AND key_id > ? ORDER BY key_id LIMIT ?")
                .params(project.value(), after == null ? "" : after, limit)
                .query((row, number) -> new KeyDeletion(
                        new KeyId(row.getString("key_id")),
                        project,
                        row.getTimestamp("deleted_at").toInstant(),
                        row.getString("report"),
                        row.getString("signature"),
                        row.getString("certificate_pem")))
                .list();
    }

    private static DrillReport toDrill(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new DrillReport(
                row.getString("id"),
                new KeyId(row.getString("key_id")),
                row.getString("kind"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                List.of(KeyJson.read(row.getString("nodes"), NodeTimes[].class)));
    }
}
