package io.kanesh.control.cluster.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.runbooks.RestartClusterInput.NodeRestart;
import io.kanesh.control.cluster.runbooks.RestartClusterInput.WaveInput;
import io.kanesh.control.node.Node;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Id.NodeId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class RestartClusterTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    @Test
    void every_engine_restarts_once_and_knows_the_seeds_that_are_left() {
        var world = new World(new VirtualEngine(1));

        assertThat(run(world).state()).isEqualTo(Run.State.SUCCEEDED);

        assertThat(world.nodes.ofCluster(Samples.CLUSTER))
                .extracting(Node::engine)
                .allSatisfy(engine -> {
                    assertThat(engine).isNotNull();
                    assertThat(engine.restartCount()).isEqualTo(1);
                    assertThat(engine.seeds()).containsExactly("127.0.1.1", "127.0.1.2", "127.0.1.3");
                });
    }

    @Test
    void nobody_is_taken_away_while_another_one_is_down() {
        var world = new World(new VirtualEngine(1));
        world.nodes.breakDown(ThreeRunning.node(2));

        var run = run(world);

        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(run.error()).isNotNull();
        assertThat(run.error().message()).contains("quorums would be lost");
        assertThat(world.nodes.ofCluster(Samples.CLUSTER))
                .allSatisfy(node -> assertThat(node.engine())
                        .isNotNull()
                        .extracting("restartCount")
                        .isEqualTo(0L));
    }

    private static Run run(World world) {
        world.engine.declare(List.of(world.runbook()), List.of());
        return world.engine
                .runs()
                .start(
                        world.runbook().name(),
                        world.subject(),
                        world.input(),
                        new Runs.Origin(Samples.PROJECT, null, "test"))
                .<Run>match(world.engine::finish, problems -> {
                    throw new AssertionError("not started: " + problems);
                });
    }

    private static final class World extends ThreeRunning implements RunbookContract.World<RestartClusterInput> {
        World(VirtualEngine engine) {
            super(engine);
        }

        @Override
        public Runbook<RestartClusterInput> runbook() {
            return new RestartCluster(nodes);
        }

        @Override
        public RestartClusterInput input() {
            return new RestartClusterInput(
                    Samples.CLUSTER.value(),
                    IntStream.rangeClosed(1, 3)
                            .mapToObj(ThreeRunning::node)
                            .map(NodeId::value)
                            .map(node -> new WaveInput("rack of " + node, List.of(new NodeRestart(node, 1))))
                            .toList());
        }

        /** That an engine was restarted is nothing to take back. */
        @Override
        public Object snapshot() {
            Map<String, String> facts = new TreeMap<>();
            nodes.facts().forEach((id, fact) -> facts.put(id, fact.replaceAll("restartCount=\\d+", "")));
            return facts;
        }
    }
}
