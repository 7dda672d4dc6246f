package io.kanesh.control.runbook.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.ProbeRunbook;
import io.kanesh.control.runbook.ProbeWorld;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Operations over HTTP. */
@ControlPlaneTest
class OperationApiTest {
    private static final String OPERATIONS = "/api/v1/operations";

    @LocalServerPort
    private int port;

    @Autowired
    private Runs runs;

    @Autowired
    private IdSource ids;

    private Api owner;
    private ProjectId project;
    private String world;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        var name = "p" + ids.next("x").substring(12).toLowerCase(java.util.Locale.ROOT);
        project = new ProjectId(
                owner.post("/api/v1/projects", "{\"name\":\"" + name + "\"}").at("id"));
        world = ids.next("cl");
    }

    private String start() {
        return runs.start(
                        ProbeRunbook.class,
                        new Subject("cluster", world),
                        new ProbeRunbook.Input(world),
                        new Origin(project, null, "test"))
                .match(OperationId::value, problems -> {
                    throw new AssertionError(problems);
                });
    }

    private void until(String path, String field, String value) {
        await().until(() -> owner.get(path).at(field).equals(value));
    }

    @Test
    void showsWhatItWaitsForAndIsWoken() {
        var isSo = new AtomicBoolean();
        ProbeWorld.named(world)
                .on(
                        "all-is-so",
                        context ->
                                isSo.get() ? Outcome.done() : Outcome.notYet(Duration.ofMinutes(5), "2 of 3 things"));
        var path = OPERATIONS + "/" + start();
        until(path, "waitingFor", "2 of 3 things");
        var shown = owner.get(path).body();
        assertThat(shown.path("state").asString()).isEqualTo("RUNNING");
        assertThat(shown.path("percent").asInt()).isEqualTo(50);
        assertThat(shown.path("cancellable").asBoolean()).isTrue();
        assertThat(shown.path("steps").get(3).path("state").asString()).isEqualTo("WAITING");
        assertThat(shown.path("steps").get(3).path("attempts").asInt()).isEqualTo(1);

        isSo.set(true);
        assertThat(owner.post(path + ":wake", "").status()).isEqualTo(202);
        until(path, "state", "SUCCEEDED");
    }

    @Test
    void cancelsAndSaysWhyItCannotTwice() {
        ProbeWorld.named(world).on("all-is-so", context -> Outcome.notYet(Duration.ofMinutes(5), "a cancel"));
        var path = OPERATIONS + "/" + start();
        until(path, "waitingFor", "a cancel");

        var accepted = owner.post(path + ":cancel", "");
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo(path);
        until(path, "state", "CANCELLED");

        assertThat(owner.post(path + ":cancel", "").at("code")).isEqualTo("operation-ended");
        assertThat(owner.post(path + ":retry", "").at("code")).isEqualTo("operation-not-failed");
    }

    @Test
    void retriesPastThePointOfNoReturnWhereItFailed() {
        var works = new AtomicBoolean();
        ProbeWorld.named(world).on("four", context -> {
            if (works.get()) {
                return Outcome.done();
            }
            throw new java.io.UncheckedIOException(new java.io.IOException("the disk is on fire"));
        });
        var id = start();
        var path = OPERATIONS + "/" + id;
        await().until(() ->
                owner.get(path).body().path("steps").get(5).path("attempts").asInt() > 1);
        assertThat(owner.get(path).text()).contains("the disk is on fire");
        assertThat(owner.role("VIEWER").get(path).text()).doesNotContain("the disk is on fire");
        assertThat(owner.post(path + ":cancel", "").at("code")).isEqualTo("past-point-of-no-return");

        works.set(true);
        until(path, "state", "SUCCEEDED");
        assertThat(ProbeWorld.named(world).events()).doesNotContain("undo-one");
    }

    @Test
    void isListedForItsProjectOnly() {
        var id = start();
        until(OPERATIONS + "/" + id, "state", "SUCCEEDED");
        var inside = tokenOf(project);
        var outside =
                tokenOf(new ProjectId(owner.post("/api/v1/projects", "{\"name\":\"other-" + world.substring(20) + "\"}")
                        .at("id")));

        assertThat(inside.get(OPERATIONS).text()).contains(id);
        assertThat(outside.get(OPERATIONS).text()).doesNotContain(id);
        assertThat(outside.get(OPERATIONS + "/" + id).status()).isEqualTo(404);
        assertThat(inside.get(OPERATIONS + "?clusterId=" + world + "&state=SUCCEEDED")
                        .text())
                .contains(id);
        assertThat(inside.get(OPERATIONS + "?state=FAILED").text()).doesNotContain(id);
        assertThat(inside.get(OPERATIONS + "?state=ASLEEP").status()).isEqualTo(400);
        assertThat(owner.role("VIEWER")
                        .post(OPERATIONS + "/" + id + ":wake", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void isListedInPages() {
        var first = start();
        until(OPERATIONS + "/" + first, "state", "SUCCEEDED");
        var second = start();
        until(OPERATIONS + "/" + second, "state", "SUCCEEDED");
        var list = OPERATIONS + "?clusterId=" + world + "&pageSize=1";

        var page = owner.get(list);
        assertThat(page.body().path("items").get(0).path("id").asString()).isEqualTo(second);
        var next = owner.get(list + "&pageToken=" + page.at("nextPageToken"));
        assertThat(next.body().path("items").get(0).path("id").asString()).isEqualTo(first);
        assertThat(next.body().path("nextPageToken").isNull()).isTrue();
    }

    private Api tokenOf(ProjectId of) {
        var body = "{\"name\":\"t\",\"role\":\"OPERATOR\",\"projectId\":\"" + of.value() + "\"}";
        return owner.as(owner.post("/api/v1/tokens", body).at("secret"));
    }
}
