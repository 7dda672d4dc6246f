package io.kanesh.control.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.Instructions;
import io.kanesh.agent.api.NodeReport.State;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.node.control.NodeState;
import io.kanesh.control.node.control.NodeStore;
import io.kanesh.control.node.control.NodeTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Instructions, reports and tasks over the wire. */
@ControlPlaneTest
@Timeout(180)
class AgentProtocolTest {
    private static final String T0 = "2026-11-21T12:00:00Z";
    private static final String T1 = "2026-11-21T12:00:01Z";

    @Autowired
    private NodeWorld world;

    @Autowired
    private Nodes nodes;

    @Autowired
    private NodeStore store;

    @Autowired
    private NodeTasks tasks;

    @Autowired
    private JdbcClient database;

    private static EngineSettings settings(int heapMib) {
        return new EngineSettings(
                "5.0.9",
                "cl",
                "dc1",
                "local-1a",
                "127.1.1.1",
                List.of("127.1.1.1"),
                List.of("0"),
                false,
                heapMib,
                1,
                1 << 30,
                Map.of("dc1", 1),
                new EngineSettings.AdminRole("admin", "$2a$10$x"),
                null,
                0);
    }

    private static CompletableFuture<Instructions> poll(TestAgent agent, long generation, int seconds) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return agent.instructions(generation, seconds);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Nothing to do; whom to call is always said. */
    private static void isEmpty(Object answer) {
        var instructions = (Instructions) answer;
        assertThat(instructions.configuration()).isNull();
        assertThat(instructions.tasks()).isEmpty();
        assertThat(instructions.endpoints()).isNotEmpty().allMatch(endpoint -> endpoint.startsWith("https://"));
    }

    @Test
    void aConfigurationIsHandedOutWholeOnceItIsNewer() throws Exception {
        NodeSpec node = world.offered("p-1");
        TestAgent agent = world.enrolled(node, "p-1");
        assertThat(agent.instructions(0, 0)).satisfies(AgentProtocolTest::isEmpty);

        nodes.configure(node.id(), EngineState.RUNNING, settings(512), 5);

        var configuration = Objects.requireNonNull(agent.instructions(0, 0).configuration());
        assertThat(configuration.generation()).isEqualTo(1);
        assertThat(configuration.fence()).isEqualTo(5);
        assertThat(configuration.nodeId()).isEqualTo(node.id().value());
        assertThat(configuration.engine()).isEqualTo(settings(512));
        assertThat(agent.instructions(1, 0).configuration()).isNull();
        assertThat(agent.instructions(7, 0).configuration()).isNull();
    }

    @Test
    void aWaitingAgentIsWokenByAChange() throws Exception {
        NodeSpec node = world.offered("p-2");
        TestAgent agent = world.enrolled(node, "p-2");
        CompletableFuture<Instructions> waiting = poll(agent, 0, 60);

        nodes.configure(node.id(), EngineState.RUNNING, settings(512), 1);

        assertThat(Objects.requireNonNull(waiting.get(30, TimeUnit.SECONDS).configuration())
                        .generation())
                .isEqualTo(1);
    }

    @Test
    void aChangeMadeByAnotherProcessIsSeenWithinSeconds() throws Exception {
        NodeSpec node = world.offered("p-3");
        TestAgent agent = world.enrolled(node, "p-3");
        CompletableFuture<Instructions> waiting = poll(agent, 0, 60);

        // Straight into the store: no event of this process tells of it.
        store.change(
                node.id(),
                state -> state.withDesired(new NodeState.Desired(
                        1, 1, EngineState.RUNNING, settings(512), 1, ClientAccess.EVERYBODY, null)));

        assertThat(waiting.get(30, TimeUnit.SECONDS).configuration()).isNotNull();
    }

    @Test
    void aPollEndsWithNothingWhenItsTimeIsOverAndANewerOneEndsIt() throws Exception {
        NodeSpec node = world.offered("p-4");
        TestAgent agent = world.enrolled(node, "p-4");

        assertThat(agent.instructions(0, 1)).satisfies(AgentProtocolTest::isEmpty);
        CompletableFuture<Instructions> one = poll(agent, 0, 55);
        CompletableFuture<Instructions> other = poll(agent, 0, 55);
        assertThat(CompletableFuture.anyOf(one, other).get(40, TimeUnit.SECONDS))
                .satisfies(AgentProtocolTest::isEmpty);
        assertThat(one.isDone() && other.isDone()).isFalse();

        nodes.configure(node.id(), EngineState.RUNNING, settings(512), 1);
        CompletableFuture.allOf(one, other).get(40, TimeUnit.SECONDS);
        assertThat(one.get().configuration() == null ^ other.get().configuration() == null)
                .as("the newer one got it")
                .isTrue();
    }

    @Test
    void theGenerationRisesWithChangesOnlyAndALowerFenceIsRefused() {
        NodeSpec node = world.registered();
        nodes.configure(node.id(), EngineState.RUNNING, settings(512), 3);
        nodes.configure(node.id(), EngineState.RUNNING, settings(512), 4);
        assertThat(nodes.find(node.id()).orElseThrow().generation()).isEqualTo(1);
        assertThat(nodes.find(node.id()).orElseThrow().fence()).isEqualTo(4);

        assertThatThrownBy(() -> nodes.configure(node.id(), EngineState.STOPPED, null, 3))
                .isInstanceOf(FenceTooLow.class);
        assertThatThrownBy(() -> nodes.configure(node.id(), EngineState.RUNNING, null, 5))
                .isInstanceOf(IllegalArgumentException.class);
        nodes.configure(node.id(), EngineState.STOPPED, settings(512), 5);

        assertThat(nodes.find(node.id()).orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void registeringTwiceIsFineAndWithAnotherSpecIsNot() {
        NodeSpec spec = world.registered();
        nodes.register(spec);
        var other = new NodeSpec(
                spec.id(), spec.cluster(), spec.project(), "local", "dc2", "local-1", "local-1a", "local.small");

        assertThatThrownBy(() -> nodes.register(other)).hasMessageContaining("another spec");
        assertThat(nodes.ofCluster(spec.cluster())).extracting(Node::spec).containsExactly(spec);
    }

    @Test
    void aNodeServesWhenAFreshReportSaysSoOfTheNewestGeneration() throws Exception {
        NodeSpec node = world.offered("p-5");
        TestAgent agent = world.enrolled(node, "p-5");
        nodes.configure(node.id(), EngineState.RUNNING, settings(512), 1);
        String id = node.id().value();

        assertThat(agent.report(TestAgent.report(id, 1, 0, State.SERVING, 10, T0))
                        .status())
                .isEqualTo(204);
        assertThat(nodes.find(node.id()).orElseThrow().isServing()).isFalse();
        agent.report(TestAgent.report(id, 2, 1, State.SERVING, 10, T0));
        assertThat(nodes.find(node.id()).orElseThrow().isServing()).isTrue();

        store.change(
                node.id(),
                state -> state.withReport(state.report(), Instant.now().minus(Duration.ofSeconds(91))));
        assertThat(nodes.find(node.id()).orElseThrow().isServing()).isFalse();
        assertThat(nodes.find(node.id()).orElseThrow().isReportFresh()).isFalse();
    }

    @Test
    void anOlderReportDoesNotOverwrite() throws Exception {
        NodeSpec node = world.offered("p-6");
        TestAgent agent = world.enrolled(node, "p-6");
        String id = node.id().value();
        agent.report(TestAgent.report(id, 5, 0, State.STARTING, 10, T0));

        assertThat(agent.report(TestAgent.report(id, 4, 0, State.STOPPED, 10, T1))
                        .status())
                .isEqualTo(204);
        assertThat(state(node)).isEqualTo(State.STARTING);
        // The agent was started anew: its sequence is, too.
        agent.report(TestAgent.report(id, 1, 0, State.SERVING, 11, T1));
        assertThat(state(node)).isEqualTo(State.SERVING);
        // A late one of the process before it.
        agent.report(TestAgent.report(id, 6, 0, State.STOPPING, 10, T0));
        assertThat(state(node)).isEqualTo(State.SERVING);
    }

    private State state(NodeSpec node) {
        return Objects.requireNonNull(nodes.find(node.id()).orElseThrow().report())
                .engine()
                .state();
    }

    @Test
    void nobodyReportsForAnotherNode() throws Exception {
        NodeSpec node = world.offered("p-7");
        NodeSpec other = world.offered("p-8");
        TestAgent agent = world.enrolled(node, "p-7");

        TestAgent.Reply reply = agent.report(TestAgent.report(other.id().value(), 1, 0, State.SERVING, 10, T0));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("not-your-node");
        assertThat(nodes.find(other.id()).orElseThrow().report()).isNull();
        assertThat(agent.post("/agent/v1/reports", "{\"nodeId\":\"x\"}").status())
                .isEqualTo(400);
        // Of one address only so many refusals a minute are written down: another test may have used them up.
        await("the trail tells of it").atMost(90, TimeUnit.SECONDS).until(() -> {
            agent.report(TestAgent.report(other.id().value(), 1, 0, State.SERVING, 10, T0));
            return database.sql(
                                    "SELECT count(*) FROM (SELECT line FROM audit_event UNION ALL SELECT entry FROM audit_intake) t"
                                            + " WHERE line LIKE '%not-your-node%'")
                            .query(Long.class)
                            .single()
                    > 0;
        });
    }

    @Test
    void aTaskIsAnsweredByItsNodeOnly() throws Exception {
        NodeSpec node = world.offered("p-9");
        TestAgent agent = world.enrolled(node, "p-9");
        TestAgent other = world.enrolled(world.offered("p-10"), "p-10");
        CompletableFuture<Instructions> waiting = poll(agent, 0, 60);

        CompletableFuture<TaskResult> answer =
                tasks.ask(node.id(), AgentTask.LOGS, Map.of("source", "agent"), Duration.ofSeconds(20));

        AgentTask task = waiting.get(30, TimeUnit.SECONDS).tasks().get(0);
        assertThat(task.kind()).isEqualTo("logs");
        assertThat(task.parameters()).isEqualTo(Map.of("source", "agent"));
        var result = new TaskResult(true, null, Map.of("text", "hello"));
        assertThat(other.finish(task.id(), result).status()).isEqualTo(404);
        assertThat(agent.instructions(0, 0).tasks())
                .as("an agent that asks again has not got it, or died with it")
                .containsExactly(task);
        assertThat(agent.finish(task.id(), result).status()).isEqualTo(204);
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(result);
        assertThat(agent.finish(task.id(), new TaskResult(false, "late", Map.of()))
                        .status())
                .as("the first result counts")
                .isEqualTo(204);
        assertThat(agent.finish("no-task", result).status()).isIn(400, 404);
    }

    @Test
    void aTaskThatNobodyAnswersEndsWithATimeout() {
        NodeSpec node = world.offered("p-11");

        assertThatThrownBy(() -> tasks.ask(node.id(), AgentTask.LOGS, Map.of(), Duration.ofMillis(200))
                        .get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TimeoutException.class);
    }
}
