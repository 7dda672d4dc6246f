package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class PauseAndResumeTest {

    @TestFactory
    Stream<DynamicTest> pausing() {
        return RunbookContract.of(Pausing::new);
    }

    @TestFactory
    Stream<DynamicTest> resuming() {
        return RunbookContract.of(Resuming::new);
    }

    private static final class Pausing extends ThreeRunning implements RunbookContract.World<PauseClusterInput> {
        Pausing(VirtualEngine engine) {
            super(engine);
        }

        @Override
        public Runbook<PauseClusterInput> runbook() {
            return new PauseCluster(nodes);
        }

        @Override
        public PauseClusterInput input() {
            return new PauseClusterInput(Samples.CLUSTER.value());
        }

        @Override
        public Object snapshot() {
            return nodes.facts();
        }
    }

    private static final class Resuming extends ThreeRunning implements RunbookContract.World<ResumeClusterInput> {
        Resuming(VirtualEngine engine) {
            super(engine, EngineState.STOPPED);
        }

        @Override
        public Runbook<ResumeClusterInput> runbook() {
            return new ResumeCluster(nodes);
        }

        @Override
        public ResumeClusterInput input() {
            return new ResumeClusterInput(Samples.CLUSTER.value());
        }

        @Override
        public Object snapshot() {
            return nodes.facts();
        }
    }
}
