package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.cluster.Samples;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class RepairClusterTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    private static final class World extends ThreeRunning implements RunbookContract.World<RepairClusterInput> {
        World(VirtualEngine engine) {
            super(engine);
        }

        @Override
        public Runbook<RepairClusterInput> runbook() {
            return new RepairCluster(nodes, new EngineRepairs(nodes));
        }

        @Override
        public RepairClusterInput input() {
            return new RepairClusterInput(
                    Samples.CLUSTER.value(),
                    IntStream.rangeClosed(1, 3)
                            .mapToObj(i -> ThreeRunning.node(i).value())
                            .toList());
        }

        @Override
        public Object snapshot() {
            return List.of(nodes.facts(), nodes.repairsGoingOn());
        }
    }
}
