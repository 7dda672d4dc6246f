package io.kanesh.control.node.runbooks;

import io.kanesh.control.cloud.MachineRequest;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.runbook.FaultClassifier;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ReleaseNodeTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    /** An enrolled node with its machine, and a second machine that a lost launch left behind. */
    private static final class World implements RunbookContract.World<ReleaseNodeInput> {
        private final SmallWorld small;

        World(VirtualEngine engine) {
            small = new SmallWorld(engine);
            String machine = launch("one");
            launch("forgotten");
            small.store.change(
                    SmallWorld.SPEC.id(),
                    state -> state.onMachine(machine, "127.1.1.1")
                            .withIdentity(state.identity().announce("token").offer()));
        }

        private String launch(String token) {
            var spec = SmallWorld.SPEC;
            return small.cloud
                    .launch(new MachineRequest(
                            token, spec.region(), spec.zone(), spec.instanceType(), "{}", small.machines.tags(spec)))
                    .id();
        }

        @Override
        public Runbook<ReleaseNodeInput> runbook() {
            return new ReleaseNode(small.store, small.nodes, small.machines);
        }

        @Override
        public ReleaseNodeInput input() {
            return new ReleaseNodeInput(SmallWorld.SPEC.id());
        }

        @Override
        public Subject subject() {
            return small.subject();
        }

        @Override
        public Object snapshot() {
            return small.snapshot();
        }

        @Override
        public List<FaultClassifier> classifiers() {
            return SmallWorld.classifiers();
        }
    }
}
