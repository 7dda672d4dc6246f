package io.kanesh.control.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.node.control.AgentEndpoint;
import io.kanesh.control.node.control.ControlPlaneStore;
import io.kanesh.control.node.control.ControlPlanes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who is alive, and what agents and operators hear of it. */
@ControlPlaneTest
class ControlPlanesTest {
    private static final String OTHER = "https://127.0.0.1:1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private ControlPlanes controlPlanes;

    @Autowired
    private ControlPlaneStore store;

    @Autowired
    private AgentEndpoint endpoint;

    @Autowired
    private JdbcTemplate database;

    @LocalServerPort
    private int port;

    @Test
    void anotherOneIsNamedWhileItLivesAndStaysVisibleWhenItIsSilent() {
        store.beat("another", OTHER);
        await().atMost(PATIENCE).until(() -> controlPlanes.endpoints().contains(OTHER));
        assertThat(controlPlanes.endpoints()).contains(endpoint.url()).isSorted();

        database.update("UPDATE control_plane SET seen_at = now() - interval '1 minute' WHERE id = 'another'");
        await().atMost(PATIENCE).until(() -> controlPlanes.endpoints().equals(List.of(endpoint.url())));
        var listed = Api.owner(port).get("/api/v1/control-planes").body().get("items");
        assertThat(listed.findValuesAsString("agentEndpoint")).contains(OTHER, endpoint.url());
        listed.forEach(one -> assertThat(one.get("alive").asBoolean())
                .isEqualTo(one.get("agentEndpoint").asString().equals(endpoint.url())));
        store.remove("another");
    }

    @Test
    void everyAttemptOfALaunchSaysTheSame() {
        var first = controlPlanes.endpointsOfLaunch("op_1-launch");
        assertThat(first.get(0)).isEqualTo(endpoint.url());
        store.beat("newcomer", OTHER);
        await().atMost(PATIENCE).until(() -> controlPlanes.endpoints().contains(OTHER));
        assertThat(controlPlanes.endpointsOfLaunch("op_1-launch")).isEqualTo(first);
        assertThat(controlPlanes.endpointsOfLaunch("op_2-launch")).containsExactly(endpoint.url(), OTHER);
        store.remove("newcomer");
    }
}
