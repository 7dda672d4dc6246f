package io.kanesh.control.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.cluster.rest.FurnishedClusters.Furnished;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Maintenance over HTTP: what is refused, why, and what to do about it. */
@ControlPlaneTest
class MaintenanceApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    private FurnishedClusters furnished;

    private Api owner;
    private String project;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        furnished = new FurnishedClusters(context);
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        project = owner.post("/api/v1/projects", "{\"name\":\"" + name + "\"}").at("id");
    }

    @Test
    void a_dry_run_says_what_would_happen_and_does_nothing() {
        Furnished cluster = furnished.cluster(project, "");

        Reply restart = owner.post(cluster.path() + ":restart?dryRun=true", "");
        assertThat(restart.status()).as(restart.toString()).isEqualTo(200);
        assertThat(what(restart))
                .containsExactly(
                        "rack local-1a: 1 engine drain and start again",
                        "rack local-1b: 1 engine drain and start again",
                        "rack local-1c: 1 engine drain and start again");
        assertThat(restart.body().path("secondsExpected").asInt()).isPositive();
        Reply pause = owner.post(cluster.path() + ":pause?dryRun=true", "");
        assertThat(what(pause)).containsExactly("3 engines drain and stop");
        Reply replace = owner.post(cluster.node(0) + ":replace?force=true&dryRun=true", "");
        assertThat(what(replace)).hasSize(4).anyMatch(change -> change.contains(cluster.id(0)));

        assertThat(owner.get(cluster.path()).at("activeOperationId")).isEmpty();
        assertThat(owner.get(cluster.path() + "/operations")
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void replacing_a_healthy_node_says_what_it_costs() {
        Furnished cluster = furnished.cluster(project, "");

        Reply reply = owner.post(cluster.node(1) + ":replace", "");

        assertThat(refused(reply)).isEqualTo("409 node-is-healthy");
        assertThat(reply.at("detail")).contains("streams about 300 MB", "one replica less");
        assertThat(reply.at("hint")).contains("force=true");
    }

    @Test
    void with_two_nodes_down_neither_is_replaced_without_force() {
        Furnished cluster = furnished.cluster(project, "01");

        Reply reply = owner.post(cluster.node(0) + ":replace", "");

        assertThat(refused(reply)).isEqualTo("409 survivors-do-not-serve");
        assertThat(reply.at("detail")).contains(cluster.id(1));
    }

    @Test
    void a_node_that_is_not_the_clusters_is_not_found() {
        Furnished cluster = furnished.cluster(project, "");
        Furnished other = furnished.cluster(project, "");

        assertThat(refused(owner.post(cluster.path() + "/nodes/" + other.id(0) + ":replace", "")))
                .isEqualTo("404 node-not-found");
        assertThat(owner.post(cluster.path() + "/nodes/seven:replace", "").status())
                .isEqualTo(404);
    }

    @Test
    void only_a_paused_cluster_is_resumed() {
        Furnished cluster = furnished.cluster(project, "");

        assertThat(refused(owner.post(cluster.path() + ":resume", ""))).isEqualTo("409 cluster-not-paused");
        assertThat(owner.post(cluster.path() + ":restart?dryRun=perhaps", "").status())
                .isEqualTo(400);
        assertThat(owner.post(cluster.path() + ":explode", "").status()).isIn(404, 405);
    }

    @Test
    void one_thing_at_a_time_and_what_has_ended_stays_ended() {
        // The third is down, so that a restart waits for it before it touches anything.
        Furnished cluster = furnished.cluster(project, "2");
        Reply restart = owner.post(cluster.path() + ":restart", "");
        assertThat(restart.status()).as(restart.toString()).isEqualTo(202);
        assertThat(restart.at("phase")).isEqualTo("UPDATING");
        String operation = restart.header("Location");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(owner.get(operation).at("waitingFor"))
                        .contains("2 of 3 engines serve", cluster.id(2)));

        for (String second : List.of(
                cluster.path() + ":restart",
                cluster.path() + ":pause",
                cluster.path() + ":repair",
                cluster.node(2) + ":replace")) {
            Reply reply = owner.post(second, "");
            assertThat(refused(reply)).as(second).isEqualTo("409 operation-in-progress");
            assertThat(reply.at("hint")).contains(":cancel");
        }
        assertThat(owner.get(cluster.path()).text()).contains("is changing the cluster");
        assertThat(owner.post(operation + ":retry", "").status()).isEqualTo(409);

        assertThat(owner.post(operation + ":cancel", "").status()).isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(owner.get(operation).at("state")).isEqualTo("CANCELLED"));
        assertThat(owner.post(operation + ":cancel", "").status()).isEqualTo(409);
        Reply again = owner.post(operation + ":retry", "");
        assertThat(again.status()).as(again.toString()).isEqualTo(409);
        assertThat(again.at("detail")).isNotBlank();
        assertThat(furnished.restarts(cluster)).containsOnly(0L);
    }

    @Test
    void a_cluster_that_is_being_deleted_is_left_alone_and_deleting_cannot_be_cancelled() {
        Furnished cluster = furnished.cluster(project, "");
        // A writer from the future holds a node, so that the deletion comes to no end while we look.
        furnished.holdDeletion(cluster);
        owner.patch(cluster.path(), "{\"deletionProtection\": false}");
        Reply deletion = owner.delete(cluster.path());
        assertThat(deletion.status()).as(deletion.toString()).isEqualTo(202);

        Reply pause = owner.post(cluster.path() + ":pause", "");
        assertThat(refused(pause)).isEqualTo("409 cluster-is-being-deleted");
        assertThat(pause.at("hint")).contains("cannot be taken back");
        Reply cancel = owner.post(deletion.header("Location") + ":cancel", "");
        assertThat(cancel.status()).as(cancel.toString()).isEqualTo(409);
        assertThat(cancel.at("code")).isEqualTo("past-point-of-no-return");
    }

    @Test
    void pausing_stops_the_engines_and_resuming_starts_them() {
        Furnished cluster = furnished.cluster(project, "");

        Reply pause = owner.post(cluster.path() + ":pause", "");
        assertThat(pause.status()).as(pause.toString()).isEqualTo(202);
        furnished.obey(cluster, EngineState.STOPPED);
        awaitPhase(cluster, "PAUSED");
        assertThat(owner.get(cluster.path()).text()).contains("engines are stopped until somebody resumes it");
        assertThat(refused(owner.post(cluster.path() + ":restart", ""))).isEqualTo("409 cluster-is-paused");

        assertThat(owner.post(cluster.path() + ":resume", "").status()).isEqualTo(202);
        furnished.obey(cluster, EngineState.RUNNING);
        awaitPhase(cluster, "ACTIVE");
        assertThat(furnished.engines(cluster))
                .extracting(EngineSettings::restartCount)
                .containsOnly(0L);
    }

    private void awaitPhase(Furnished cluster, String phase) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(owner.get(cluster.path()).at("phase")).isEqualTo(phase));
    }

    private static List<String> what(Reply plan) {
        return plan.body()
                .path("changes")
                .valueStream()
                .map(change -> change.path("what").asString())
                .toList();
    }

    private static String refused(Reply reply) {
        return reply.status() + " " + reply.at("code");
    }
}
