package io.kanesh.control.cluster.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.node.Node;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ReplaceNodeTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    @Test
    void the_new_engine_takes_the_tokens_and_learns_the_ring_from_the_others() {
        var world = new World(new VirtualEngine(1));
        world.nodes.breakDown(ThreeRunning.node(2));
        List<Runbook<?>> runbooks = new ArrayList<>(world.children());
        runbooks.add(world.runbook());
        world.engine.declare(runbooks, List.of());

        var end = world.engine
                .runs()
                .start("replace-node", world.subject(), world.input(), new Runs.Origin(Samples.PROJECT, null, "test"))
                .map(world.engine::finish);

        assertThat(end.<Run.State>match(Run::state, problems -> Run.State.FAILED))
                .isEqualTo(Run.State.SUCCEEDED);
        assertThat(world.nodes.find(ThreeRunning.node(2))).isEmpty();
        Node fresh = world.nodes.find(ThreeRunning.node(4)).orElseThrow();
        EngineSettings engine = Objects.requireNonNull(fresh.engine());
        assertThat(fresh.spec().zone()).isEqualTo("local-1b");
        assertThat(engine.initialTokens()).containsExactly("200");
        assertThat(engine.replaceAddress()).isEqualTo("127.0.1.2");
        assertThat(engine.address()).isEqualTo("127.0.1.4");
        assertThat(engine.autoBootstrap()).isTrue();
        // A seed does not fetch data: the new one must not be among its own seeds, nor may the lost one.
        assertThat(engine.seeds()).containsExactly("127.0.1.1", "127.0.1.3");
    }

    private static final class World extends ThreeRunning implements RunbookContract.World<ReplaceNodeInput> {
        World(VirtualEngine engine) {
            super(engine);
        }

        @Override
        public Runbook<ReplaceNodeInput> runbook() {
            var repairs = new EngineRepairs(nodes);
            return new ReplaceNode(
                    new Replacing(nodes, new NodeRuns(engine.runs()), engine.runs(), repairs, keys, encryption),
                    engine.runs());
        }

        @Override
        public ReplaceNodeInput input() {
            return new ReplaceNodeInput(
                    Samples.CLUSTER.value(),
                    Samples.PROJECT.value(),
                    ThreeRunning.node(2).value(),
                    ThreeRunning.node(4).value(),
                    List.of(),
                    false);
        }

        @Override
        public Object snapshot() {
            return List.of(nodes.facts(), nodes.repairsGoingOn(), keys.facts());
        }
    }
}
