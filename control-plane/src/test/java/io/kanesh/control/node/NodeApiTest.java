package io.kanesh.control.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.NodeReport.State;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nodes and their logs as customers see them. */
@ControlPlaneTest
@Timeout(300)
class NodeApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private NodeWorld world;

    private Api owner;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
    }

    private static String path(NodeSpec node) {
        return "/api/v1/projects/" + node.project().value() + "/clusters/"
                + node.cluster().value() + "/nodes/" + node.id().value();
    }

    private TestAgent reporting(NodeSpec node, String token) throws Exception {
        TestAgent agent = world.enrolled(node, token);
        agent.report(TestAgent.report(
                node.id().value(), 1, 0, State.SERVING, 10, Instant.now().toString()));
        return agent;
    }

    @Test
    void aNodeShowsWhatIsKnownOfIt() throws Exception {
        NodeSpec node = world.offered("a-1");

        Api.Reply early = owner.get(path(node));
        assertThat(early.at("state")).isEqualTo("PROVISIONING");
        assertThat(early.at("address")).isEqualTo("127.1.1.1");
        reporting(node, "a-1");

        Api.Reply reply = owner.get(path(node));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("state")).isEqualTo("SERVING");
        assertThat(reply.at("zone")).isEqualTo("local-1a");
        assertThat(reply.body().path("engine").path("version").asString()).isEqualTo("5.0.9");
        assertThat(reply.body().path("agent").path("certificateExpiresAt").asString())
                .isNotEmpty();
        assertThat(reply.text()).doesNotContain("secret").doesNotContain("hash").doesNotContain("a-1\"");
    }

    @Test
    void whatIsNotThereAndWhatIsSomebodyElsesLookAlike() {
        NodeSpec node = world.offered("a-2");
        NodeSpec other = world.offered("a-3");
        String nodes = path(node).substring(0, path(node).lastIndexOf('/'));

        for (String path : List.of(
                path(node).replace(node.project().value(), other.project().value()),
                path(node).replace(node.cluster().value(), other.cluster().value()),
                nodes + "/" + other.id().value(),
                nodes + "/nonsense",
                nodes + "/" + other.id().value() + "/logs",
                nodes)) {
            assertThat(owner.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(owner.as("").get(path(node)).status()).isEqualTo(401);
        assertThat(owner.role("VIEWER").get(path(node)).status()).isEqualTo(200);
    }

    @Test
    void aLogIsFetchedFromTheNodeWhileOneWaits() throws Exception {
        NodeSpec node = world.offered("a-4");
        TestAgent agent = reporting(node, "a-4");
        Api viewer = owner.role("VIEWER");
        CompletableFuture<Api.Reply> asked =
                CompletableFuture.supplyAsync(() -> viewer.get(path(node) + "/logs?source=agent&lines=2"));

        AgentTask task = agent.instructions(0, 30).tasks().get(0);
        assertThat(task.parameters()).isEqualTo(Map.of("source", "agent", "lines", "2"));
        agent.finish(task.id(), new TaskResult(true, null, Map.of("text", "one\ntwo\nthree\n")));

        Api.Reply reply = asked.get(60, TimeUnit.SECONDS);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.body().path("items").toString()).isEqualTo("[{\"text\":\"two\"},{\"text\":\"three\"}]");
        assertThat(reply.body().path("nextPageToken").isNull()).isTrue();
    }

    @Test
    void aLogThatCannotBeFetchedSaysWhatItWaitedFor() throws Exception {
        NodeSpec absent = world.offered("a-5");
        Api.Reply away = owner.get(path(absent) + "/logs");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.at("code")).isEqualTo("node-not-answering");
        assertThat(away.at("detail")).contains("has not enrolled yet");

        NodeSpec slow = world.offered("a-6");
        reporting(slow, "a-6");
        Api.Reply late = owner.get(path(slow) + "/logs");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.at("detail")).contains("did not answer within 10 s");

        NodeSpec failing = world.offered("a-7");
        TestAgent agent = reporting(failing, "a-7");
        CompletableFuture<Api.Reply> asked = CompletableFuture.supplyAsync(() -> owner.get(path(failing) + "/logs"));
        String task = agent.instructions(0, 30).tasks().get(0).id();
        agent.finish(task, new TaskResult(false, "there is no engine log yet", Map.of()));
        assertThat(asked.get(60, TimeUnit.SECONDS).at("detail")).contains("there is no engine log yet");
    }

    @Test
    void badQuestionsAreAnsweredWithTheirFields() throws Exception {
        NodeSpec node = world.offered("a-8");
        reporting(node, "a-8");

        Api.Reply both = owner.get(path(node) + "/logs?source=kernel&lines=5000");
        assertThat(both.status()).isEqualTo(422);
        assertThat(both.body().path("errors").toString()).contains("source").contains("lines");
        assertThat(owner.get(path(node) + "/logs?lines=many").status()).isIn(400, 422);
        assertThat(owner.get(path(node) + "/logs?lines=0").status()).isEqualTo(422);
        assertThat(owner.send("POST", path(node) + "/logs", "{}").status()).isEqualTo(405);
    }
}
