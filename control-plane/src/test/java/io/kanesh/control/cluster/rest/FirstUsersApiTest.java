package io.kanesh.control.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.cloud.simulated.Fleet;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Clusters that are created with users, of simulated nodes. */
@ControlPlaneTest
class FirstUsersApiTest {
    private static final String CLOUD = "/api/v1/simulated-cloud";
    private static final String GIVEN = "correct horse battery";
    private static final String USERS =
            ", \"users\": [{\"name\": \"app\", \"access\": [{\"keyspace\": \"*\", \"read\": true, \"write\": true}]},"
                    + " {\"name\": \"report\", \"password\": \"" + GIVEN
                    + "\", \"expiresAt\": \"2031-01-01T00:00:00Z\"}]";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    private Api owner;
    private Fleet fleet;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        fleet = new Fleet(owner);
    }

    @AfterEach
    void fairWeather() {
        owner.patch(CLOUD, "{\"machinesPerZone\":null}");
    }

    @Test
    void users_are_made_with_the_cluster_and_their_passwords_shown_once() {
        Api once = owner.with("Idempotency-Key", "create-" + UUID.randomUUID());
        Reply created = once.post(fleet.clusters(), Fleet.request("orders", USERS));
        String cluster = fleet.pathOf(created);

        var users = created.body().path("users");
        assertThat(users).hasSize(2);
        assertThat(users.path(0).path("name").asString()).isEqualTo("app");
        String made = users.path(0).path("password").asString();
        assertThat(made).hasSizeGreaterThanOrEqualTo(24);
        assertThat(users.path(1).path("password").isNull())
                .as(created.toString())
                .isTrue();
        assertThat(created.text()).doesNotContain(GIVEN);
        assertThat(once.post(fleet.clusters(), Fleet.request("orders", USERS)).text())
                .isEqualTo(created.text());
        assertThat(owner.get(cluster).body().has("users")).isFalse();

        fleet.awaitPhase(List.of(cluster), "ACTIVE");
        var app = owner.get(cluster + "/users/app").body();
        assertThat(app.path("access").path(0).path("keyspace").asString()).isEqualTo("*");
        assertThat(app.path("access").path(0).path("write").asBoolean()).isTrue();
        assertThat(owner.get(cluster + "/users/report").at("expiresAt")).isEqualTo("2031-01-01T00:00:00Z");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(kept(cluster)).isZero());

        String events = owner.get(cluster + "/events?pageSize=200").text();
        assertThat(events.split("DatabaseUserCreated", -1)).hasSize(3);
        String operations = owner.get(cluster + "/operations").text();
        String trail = owner.get("/api/v1/audit-events?pageSize=200").text();
        assertThat(trail).contains("DatabaseUserCreated");
        assertThat(events + operations + trail)
                .doesNotContain(made)
                .doesNotContain(GIVEN)
                .doesNotContain("$2a$");
        assertThat(database.sql("SELECT count(*) FROM run WHERE input::text LIKE '%$2a$%'")
                        .query(Long.class)
                        .single())
                .as("hashes in the journal")
                .isZero();
        fleet.delete(List.of(cluster));
    }

    @Test
    void a_creation_that_is_tried_again_makes_them_and_a_deletion_forgets_them() {
        owner.patch(CLOUD, "{\"machinesPerZone\":0}");
        Reply created = owner.post(fleet.clusters(), Fleet.request("again", USERS));
        Reply deleted = owner.post(fleet.clusters(), Fleet.request("never", USERS));
        String cluster = fleet.pathOf(created);
        String never = fleet.pathOf(deleted);
        awaitFailure(created);
        awaitFailure(deleted);
        assertThat(kept(cluster)).isOne();

        owner.patch(CLOUD, "{\"machinesPerZone\":null}");
        Reply again = owner.post(created.header("Location") + ":retry", "");
        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        fleet.awaitPhase(List.of(cluster), "ACTIVE");
        assertThat(owner.get(cluster + "/users/app").status()).isEqualTo(200);
        fleet.delete(List.of(cluster, never));
        assertThat(kept(never)).isZero();
    }

    @Test
    void a_dry_run_says_what_users_there_will_be() {
        Reply reply = owner.post(fleet.clusters() + "?dryRun=true", Fleet.request("orders", USERS));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.body()
                        .path("changes")
                        .valueStream()
                        .map(change -> change.path("what").asString())
                        .filter(what -> what.startsWith("user ")))
                .containsExactly(
                        "user app: read, write in every keyspace",
                        "user report: logs in, no access yet, until 2031-01-01T00:00:00Z");
        assertThat(reply.text()).doesNotContain(GIVEN);
        Reply refused = owner.post(
                fleet.clusters() + "?dryRun=true",
                Fleet.request("Orders", ", \"users\": [{\"name\": \"app\"}, {\"name\": \"app\"}]"));
        assertThat(refused.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactly("name", "users[1].name");
    }

    private void awaitFailure(Reply created) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(owner.get(created.header("Location")).at("state"))
                                .isEqualTo("FAILED"));
    }

    private long kept(String cluster) {
        return database.sql("SELECT count(*) FROM first_users WHERE cluster_id = ?")
                .param(cluster.substring(cluster.lastIndexOf('/') + 1))
                .query(Long.class)
                .single();
    }
}
