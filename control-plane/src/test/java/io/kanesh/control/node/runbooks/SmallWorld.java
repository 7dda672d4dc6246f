package io.kanesh.control.node.runbooks;

import io.kanesh.control.cloud.FakeCloud;
import io.kanesh.control.cloud.Machine;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.node.control.MemoryNodeStore;
import io.kanesh.control.node.control.NodeIdentity;
import io.kanesh.control.node.control.NodeState;
import io.kanesh.control.runbook.FaultClassifier;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One registered node, a cloud, and an agent that enrols as soon as it may. */
final class SmallWorld {
    static final NodeSpec SPEC = new NodeSpec(
            new NodeId("nd_00000000000000000000000001"),
            new ClusterId("cl_00000000000000000000000001"),
            new ProjectId("prj_00000000000000000000000001"),
            "local",
            "dc1",
            "local-1",
            "local-1a",
            "local.small");

    final FakeCloud cloud = new FakeCloud("local");
    final MemoryNodeStore store = new MemoryNodeStore();
    final Nodes nodes;
    final NodeMachines machines = new NodeMachines(List.of(cloud));
    final Bootstraps bootstraps = new Bootstraps() {
        @Override
        public String tokenFor(NodeId node, String idempotencyToken) {
            return "token of " + node.value() + " " + idempotencyToken;
        }

        @Override
        public String documentFor(NodeId node, String idempotencyToken) {
            return tokenFor(node, idempotencyToken);
        }
    };

    SmallWorld(VirtualEngine engine) {
        cloud.hurry();
        nodes = store.facade(engine.clock());
        nodes.register(SPEC);
        store.onChange(this::enrolWhenOffered);
    }

    private void enrolWhenOffered(NodeState node) {
        if (node.identity().stage() == NodeIdentity.Stage.OFFERED) {
            store.change(
                    node.spec().id(),
                    state -> state.withIdentity(state.identity().bind("key")));
        }
    }

    Subject subject() {
        return new Subject("node", SPEC.id().value());
    }

    static List<FaultClassifier> classifiers() {
        return List.of(new CloudFaults());
    }

    /**
     * What of the node and the cloud matters.
     *
     * @param isAdmitted whether any certificate of the node is accepted; that it never had one or has none any more is the same
     */
    record Snapshot(boolean isKnown, String machine, String address, boolean isAdmitted, List<String> machines) {}

    Snapshot snapshot() {
        Optional<NodeState> node = store.find(SPEC.id());
        return new Snapshot(
                node.isPresent(),
                node.map(NodeState::machineId).orElse("none"),
                node.map(NodeState::address).orElse("none"),
                node.filter(state -> state.identity().stage() == NodeIdentity.Stage.ENROLLED)
                        .isPresent(),
                cloud.peek(Map.of()).stream()
                        .filter(machine -> !machine.state().isEnding())
                        .map(Machine::id)
                        .toList());
    }
}
