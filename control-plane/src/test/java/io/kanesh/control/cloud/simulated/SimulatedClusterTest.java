package io.kanesh.control.cloud.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clusters of simulated nodes through the API: their life, their faults, and a fleet of them ({@code -Dkanesh.fleet=100}). */
@ControlPlaneTest
class SimulatedClusterTest {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedClusterTest.class);
    private static final String CLOUD = "/api/v1/simulated-cloud";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    private int port;

    private Api owner;
    private Fleet fleet;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        fleet = new Fleet(owner);
    }

    @AfterEach
    void fairWeather() {
        owner.patch(
                CLOUD, "{\"deadMachinesPercent\":0,\"failingCallsPercent\":0,\"machinesPerZone\":null,\"speed\":60}");
    }

    @Test
    void aClusterLivesThroughFaultsAndSaysThatItIsSimulated() {
        var cluster = fleet.ask("orders");
        assertThat(owner.get(cluster + "/plan").at("reason")).isIn("OperationInProgress", "AsAskedFor");
        fleet.awaitPhase(List.of(cluster), "ACTIVE");
        var plan = owner.get(cluster + "/plan");
        assertThat(plan.at("verdict")).as(plan.toString()).isEqualTo("CONVERGED");
        assertThat(plan.body().path("nodes"))
                .hasSize(3)
                .allMatch(seen -> seen.path("serving").asBoolean());
        var node = fleet.nodes(cluster).path(0);
        assertThat(owner.get("/api/v1/operations?nodeId=" + node.path("id").asString() + "&runbook=provision-node")
                        .body()
                        .path("items"))
                .hasSize(1);
        assertThat(node.path("agent").path("version").asString()).isEqualTo("simulated");
        assertThat(node.path("address").asString()).startsWith("198.18.");
        String id = node.path("id").asString();
        assertThat(owner.get(cluster + "/nodes/" + id + "/logs?source=engine").text())
                .contains("This node is simulated");

        String machine = CLOUD + "/machines/" + fleet.machineOf(id);
        assertThat(owner.post(machine + ":crash-engine", "").status()).isEqualTo(204);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var engine = owner.get(cluster + "/nodes/" + id).body().path("engine");
            assertThat(engine.path("restarts").asInt()).isEqualTo(1);
            assertThat(engine.path("lastExit").asString()).isEqualTo("simulated crash");
        });
        fleet.awaitPhase(List.of(cluster), "ACTIVE");

        assertThat(owner.post(machine + ":deny-key", "").status()).isEqualTo(204);
        awaitState(cluster, id, "SEALED");
        assertThat(owner.post(machine + ":grant-key", "").status()).isEqualTo(204);
        awaitState(cluster, id, "SERVING");

        assertThat(owner.post(machine + ":lose", "").status()).isEqualTo(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fleet.nodes(cluster).toString()).contains("\"nodesDown\":1"));
        fleet.delete(List.of(cluster));
    }

    @Test
    void whatIsDoneOnLaterDaysWorksOnSimulatedNodes() {
        var cluster = fleet.ask("daily");
        fleet.awaitPhase(List.of(cluster), "ACTIVE");
        follow(owner.post(cluster + ":restart", ""));
        follow(owner.post(cluster + ":repair", ""));
        usersAreKept(cluster + "/users");
        follow(owner.post(cluster + ":pause", ""));
        fleet.awaitPhase(List.of(cluster), "PAUSED");
        follow(owner.post(cluster + ":resume", ""));
        fleet.awaitPhase(List.of(cluster), "ACTIVE");

        String lost = fleet.nodes(cluster).path(0).path("id").asString();
        owner.post(CLOUD + "/machines/" + fleet.machineOf(lost) + ":lose", "");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fleet.nodes(cluster).toString()).contains("\"nodesDown\":1"));
        replaceWhileNothingElseMayBegin(cluster, lost);
        fleet.awaitPhase(List.of(cluster), "ACTIVE");
        assertThat(fleet.nodes(cluster))
                .hasSize(3)
                .noneMatch(node -> node.path("id").asString().equals(lost));
        fleet.delete(List.of(cluster));
    }

    private void usersAreKept(String users) {
        var once = owner.with("Idempotency-Key", "user-of-" + users);
        var wanted = "{\"name\":\"app\",\"access\":[{\"keyspace\":\"shop\",\"read\":true}]}";
        var made = once.post(users, wanted);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        // The answer comes when the cluster has given its own: it is kept like any other.
        var again = once.post(users, wanted);
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(again.at("password")).isEqualTo(made.at("password")).isNotEmpty();
        assertThat(owner.post(users, "{\"name\":\"app\"}").at("code")).isEqualTo("user-exists");
        var changed = owner.patch(users + "/app", "{\"access\":[]}");
        assertThat(changed.body().path("access")).as(changed.toString()).isEmpty();
        assertThat(owner.post(users + "/app:rotate", "{\"overlapSeconds\":60}").at("password"))
                .isNotEqualTo(made.at("password"));
        assertThat(owner.delete(users + "/app").status()).isEqualTo(204);
        assertThat(owner.get(users + "/app").status()).isEqualTo(404);
    }

    /** No cloud answers at first, so that the replacement is still at work when the others are asked for. */
    private void replaceWhileNothingElseMayBegin(String cluster, String lost) {
        String other = fleet.nodes(cluster).path(1).path("id").asString();
        owner.patch(CLOUD, "{\"failingCallsPercent\":100}");
        var replacement = owner.post(cluster + "/nodes/" + lost + ":replace?force=true", "");
        assertThat(replacement.status()).as(replacement.toString()).isEqualTo(202);
        for (String verb : List.of(":restart", ":pause", ":repair", "/nodes/" + other + ":replace?force=true")) {
            var refused = owner.post(cluster + verb, "");
            assertThat(refused.status() + " " + refused.at("code")).as(verb).isEqualTo("409 operation-in-progress");
            assertThat(refused.at("hint")).contains(":cancel");
        }
        owner.patch(CLOUD, "{\"failingCallsPercent\":0}");
        follow(replacement);
        String operation = replacement.header("Location");
        assertThat(owner.post(operation + ":retry", "").at("code")).isEqualTo("operation-not-failed");
        assertThat(owner.post(operation + ":cancel", "").at("code")).isEqualTo("operation-ended");
    }

    /** Until the operation that was accepted has succeeded. */
    private void follow(Api.Reply accepted) {
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            var operation = owner.get(accepted.header("Location"));
            assertThat(operation.at("state")).as(operation.toString()).isEqualTo("SUCCEEDED");
        });
    }

    private void awaitState(String cluster, String node, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(owner.get(cluster + "/nodes/" + node).at("state"))
                                .isEqualTo(state));
    }

    @Test
    void aCreationThatMeetsADeadCloudIsUndone() {
        owner.patch(CLOUD, "{\"machinesPerZone\":0}");
        var cluster = fleet.ask("nowhere");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(owner.get(cluster).text())
                        .contains("CreationFailed")
                        .contains("machinesPerZone"));
        var plan = owner.get(cluster + "/plan");
        assertThat(plan.at("verdict")).as(plan.toString()).isEqualTo("BLOCKED");
        assertThat(plan.at("reason")).isEqualTo("CreationFailed");
        assertThat(plan.body().path("lastOperation").path("error").asString()).contains("machinesPerZone");
        owner.patch(CLOUD, "{\"machinesPerZone\":null}");
        fleet.delete(List.of(cluster));
    }

    @Test
    void aCreationSucceedsAlthoughTheCloudFailsOften() {
        owner.patch(CLOUD, "{\"failingCallsPercent\":30}");
        var cluster = fleet.ask("stubborn");
        fleet.awaitPhase(List.of(cluster), "ACTIVE");
        owner.patch(CLOUD, "{\"failingCallsPercent\":0}");
        fleet.delete(List.of(cluster));
    }

    @Test
    void theWeatherIsForOperatorsOfTheInstallationAndInBounds() {
        assertThat(owner.role("VIEWER").get(CLOUD).status()).isEqualTo(403);
        assertThat(owner.patch(CLOUD, "{\"speed\":0}").at("field")).isEqualTo("speed");
        assertThat(owner.patch(CLOUD, "{\"wind\":1}").at("code")).isEqualTo("unknown-field");
        assertThat(owner.post(CLOUD + "/machines/sim-none:lose", "").at("code")).isEqualTo("machine-not-found");
    }

    @Test
    void aFleetComesAndGoes() {
        long begin = System.nanoTime();
        var clusters = fleet.ask(Integer.getInteger("kanesh.fleet", 20));
        long asked = System.nanoTime();
        fleet.awaitPhase(clusters, "ACTIVE");
        long active = System.nanoTime();
        fleet.delete(clusters);
        long gone = System.nanoTime();
        LOG.info(
                "{} simulated clusters of 3: asked for in {} s, all active after {} s, all gone {} s later",
                clusters.size(),
                seconds(begin, asked),
                seconds(begin, active),
                seconds(active, gone));
    }

    private static long seconds(long from, long to) {
        return Duration.ofNanos(to - from).toSeconds();
    }
}
