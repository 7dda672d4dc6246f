package io.kanesh.control.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The life of a cluster over HTTP in a control plane that has no machine image, so that every creation fails and is undone:
 * the way of bad luck. The way of good luck is in the end-to-end tests, with real machines.
 */
@ControlPlaneTest
class ClusterLifeApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @LocalServerPort
    private int port;

    private Api owner;
    private String project;
    private String clusters;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        project = "/api/v1/projects/"
                + owner.post("/api/v1/projects", "{\"name\":\"" + name + "\"}").at("id");
        clusters = project + "/clusters";
    }

    @Test
    void what_cannot_be_made_says_why_leaves_nothing_and_can_be_deleted() {
        Reply created = owner.post(clusters, body("orders"));
        assertThat(created.status()).as(created.toString()).isEqualTo(202);
        String cluster = clusters + "/" + created.at("id");
        assertThat(created.header("Location")).startsWith("/api/v1/operations/op_");
        assertThat(created.header("Cache-Control")).contains("no-store");
        assertThat(created.body().path("admin").path("username").asString()).isEqualTo("admin");
        assertThat(created.body().path("admin").path("password").asString()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(owner.get(cluster).body().has("admin")).isFalse();

        await().atMost(PATIENCE).untilAsserted(() -> {
            Reply failed = owner.get(cluster);
            assertThat(failed.at("phase")).isEqualTo("FAILED");
            assertThat(failed.text()).contains("CreationFailed").contains("image");
        });
        assertThat(owner.get(cluster + "/nodes").body().path("items").size()).isZero();
        assertThat(owner.get(cluster + "/operations")
                        .body()
                        .path("items")
                        .path(0)
                        .path("error")
                        .asString())
                .contains("image");
        assertThat(owner.post(clusters, body("orders")).at("code"))
                .as("the name stays taken")
                .isEqualTo("cluster-name-taken");
        assertThat(owner.delete(project).at("code")).isEqualTo("project-not-empty");

        Reply deleted = owner.delete(cluster);
        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(202);
        assertThat(deleted.header("Location")).startsWith("/api/v1/operations/op_");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(owner.get(cluster).status()).isEqualTo(404));
        assertThat(owner.delete(project).status()).isEqualTo(204);
    }

    @Test
    void the_same_request_again_is_the_same_answer_and_one_cluster() {
        Api once = owner.with("Idempotency-Key", "create-" + UUID.randomUUID());

        Reply first = once.post(clusters, body("orders"));
        Reply second = once.post(clusters, body("orders"));

        assertThat(first.status()).as(first.toString()).isEqualTo(202);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(owner.get(clusters).body().path("items").size()).isEqualTo(1);
        assertThat(once.post(clusters, body("others")).status()).isEqualTo(409);
    }

    @Test
    void name_labels_and_protection_are_patched_and_nothing_else() {
        Reply created = owner.post(clusters, body("orders"));
        String cluster = clusters + "/" + created.at("id");
        String tag = created.header("ETag");

        Reply patched = owner.with("If-Match", tag)
                .patch(cluster, "{\"name\": \"invoices\", \"labels\": {\"team\": \"payments\"}}");
        assertThat(patched.status()).as(patched.toString()).isEqualTo(200);
        assertThat(patched.at("name")).isEqualTo("invoices");
        assertThat(patched.header("ETag")).isNotEqualTo(tag);
        assertThat(owner.with("If-Match", tag)
                        .patch(cluster, "{\"labels\": null}")
                        .status())
                .isEqualTo(412);
        assertThat(owner.with("If-Match", tag).delete(cluster).status()).isEqualTo(412);

        assertThat(refused(cluster, "{\"name\": null}")).isEqualTo("422 name name-required");
        assertThat(refused(cluster, "{\"nmae\": \"a\"}")).isEqualTo("400 nmae unknown-field");
        assertThat(refused(cluster, "{\"provider\": \"aws\"}")).startsWith("422 provider");
        assertThat(refused(
                        cluster,
                        "{\"dataCenters\": [{\"name\": \"dc1\", \"region\": \"local-1\", \"replicationFactor\": 3,"
                                + " \"nodeGroups\": [{\"instanceType\": \"local.small\", \"count\": 4}]}]}"))
                .isEqualTo("422 dataCenters[0].nodeGroups resize-not-available");
        assertThat(refused(cluster, "{\"users\": [{\"name\": \"app\"}]}")).isEqualTo("422 users users-elsewhere");
        assertThat(refused(cluster, "{\"users\": []}")).isEqualTo("422 users users-elsewhere");
        Reply dryRun = owner.patch(cluster + "?dryRun=true", "{\"deletionProtection\": false}");
        assertThat(dryRun.body().path("changes").path(0).path("what").asString())
                .isEqualTo("deletionProtection: true to false");
        assertThat(owner.get(cluster)
                        .body()
                        .path("spec")
                        .path("deletionProtection")
                        .asBoolean())
                .isTrue();
        assertThat(items("?name=invoices")).isEqualTo(1);
        assertThat(items("?name=orders")).isZero();
        assertThat(items("?label=team:payments")).isEqualTo(1);
        assertThat(items("?label=team:search")).isZero();
        assertThat(items("?phase=ACTIVE")).isZero();
    }

    private int items(String query) {
        return owner.get(clusters + query).body().path("items").size();
    }

    private String refused(String cluster, String patch) {
        Reply reply = owner.patch(cluster, patch);
        return reply.status() + " " + reply.at("field") + " " + reply.at("code");
    }

    private static String body(String name) {
        return "{\"name\": \"" + name + "\", \"dataCenters\": [{\"region\": \"local-1\"}]}";
    }
}
