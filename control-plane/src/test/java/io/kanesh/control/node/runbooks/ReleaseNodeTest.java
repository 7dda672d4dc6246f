package io.kanesh.control.node.runbooks;

import io.kanesh.control.cloud.MachineRequest;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ReleaseNodeTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    /** An enrolled node with its machine, and a second machine that a lost launch left behind. */
    private static final class World extends NodeWorld<ReleaseNodeInput> {
        World(VirtualEngine engine) {
            super(engine);
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
    }
}
