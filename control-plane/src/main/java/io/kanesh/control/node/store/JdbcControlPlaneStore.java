package io.kanesh.control.node.store;

import io.kanesh.control.node.ControlPlaneSeen;
import io.kanesh.control.node.control.ControlPlaneStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** By SQL, whose {@code now()} is everybody's clock. */
@Repository
class JdbcControlPlaneStore implements ControlPlaneStore {
    private static final String BEAT = """
            INSERT INTO control_plane (id, agent_endpoint, started_at, seen_at) VALUES (?, ?, now(), now())
            ON CONFLICT (id) DO UPDATE SET agent_endpoint = excluded.agent_endpoint, seen_at = now()
            """;
    private static final String ALL = """
            SELECT id, agent_endpoint, started_at, seen_at, seen_at > now() - make_interval(secs => ?) AS alive
            FROM control_plane
            ORDER BY id
            """;

    private final JdbcTemplate jdbc;

    JdbcControlPlaneStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void beat(String id, String agentEndpoint) {
        jdbc.update(BEAT, id, agentEndpoint);
    }

    @Override
    public void remove(String id) {
        jdbc.update("DELETE FROM control_plane WHERE id = ?", id);
    }

    @Override
    public void removeSilent(Duration silence) {
        jdbc.update("DELETE FROM control_plane WHERE seen_at < now() - make_interval(secs => ?)", (double)
                silence.toSeconds());
    }

    @Override
    public List<ControlPlaneSeen> all(Duration freshness) {
        return jdbc.query(
                ALL,
                (row, i) -> new ControlPlaneSeen(
                        row.getString("id"),
                        row.getString("agent_endpoint"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getBoolean("alive")),
                (double) freshness.toSeconds());
    }

    @Override
    @Transactional
    public List<String> ofLaunch(String launch, List<String> endpoints) {
        jdbc.update(
                "INSERT INTO launch_endpoints (launch, endpoints, noted_at) VALUES (?, ?, now()) ON CONFLICT DO NOTHING",
                launch,
                String.join(" ", endpoints));
        var noted =
                jdbc.queryForObject("SELECT endpoints FROM launch_endpoints WHERE launch = ?", String.class, launch);
        return List.of(Objects.requireNonNull(noted).split(" "));
    }
}
