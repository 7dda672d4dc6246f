package io.kanesh.control.node.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cloud.CloudFault;
import io.kanesh.control.node.ProvisionNodeInput;
import io.kanesh.control.node.control.NodeIdentity;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProvisionNodeTest {
    private final VirtualEngine engine = new VirtualEngine(7);
    private final SmallWorld world = new SmallWorld(engine);

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    private static final class World extends NodeWorld<ProvisionNodeInput> {
        World(VirtualEngine engine) {
            super(engine);
        }

        @Override
        public Runbook<ProvisionNodeInput> runbook() {
            return new ProvisionNode(small.store, small.machines, small.bootstraps);
        }

        @Override
        public ProvisionNodeInput input() {
            return new ProvisionNodeInput(SmallWorld.SPEC.id());
        }
    }

    private Run run() {
        engine.declare(
                List.of(new ProvisionNode(world.store, world.machines, world.bootstraps)), SmallWorld.classifiers());
        var id = engine.runs()
                .start(
                        ProvisionNodeInput.RUNBOOK,
                        world.subject(),
                        new ProvisionNodeInput(SmallWorld.SPEC.id()),
                        new Runs.Origin(null, null, "test"))
                .match(given -> given, problems -> {
                    throw new AssertionError(problems);
                });
        return engine.finish(id);
    }

    @Test
    void aLaunchWhoseAnswerWasLostGivesOneMachine() {
        world.cloud.loseNextLaunchAnswer();

        assertThat(run().state()).isEqualTo(Run.State.SUCCEEDED);

        assertThat(world.cloud.calls()).containsExactly("launch i-0");
        var node = world.store.find(SmallWorld.SPEC.id()).orElseThrow();
        assertThat(node.machineId()).isEqualTo("i-0");
        assertThat(node.address()).isEqualTo("127.1.1.1");
        assertThat(node.identity().stage()).isEqualTo(NodeIdentity.Stage.ENROLLED);
    }

    @Test
    void throttlingIsWaitedOut() {
        world.cloud.failNext(new CloudFault(CloudFault.Kind.THROTTLED, "slow down", Duration.ofSeconds(30)));
        world.cloud.failNext(new CloudFault(CloudFault.Kind.TRANSIENT, "hiccup"));

        assertThat(run().state()).isEqualTo(Run.State.SUCCEEDED);
    }

    @Test
    void withoutCapacityTheRunFailsWithTheCloudsSentenceAndLeavesNothing() {
        world.cloud.limitTo(0);

        Run run = run();

        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(run.error())
                .isNotNull()
                .extracting(Problem::code, Problem::message)
                .containsExactly("cloud-out-of-capacity", "the fake cloud has 0 machines");
        assertThat(world.cloud.peek(Map.of())).isEmpty();
    }
}
