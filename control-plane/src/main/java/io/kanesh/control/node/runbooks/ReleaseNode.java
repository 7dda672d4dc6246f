package io.kanesh.control.node.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.alert;

import io.kanesh.control.node.Nodes;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.node.control.NodeStore;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Takes one node away with its machine and its data. */
@Component
class ReleaseNode implements Runbook<ReleaseNodeInput> {
    private final NodeStore store;
    private final Nodes nodes;
    private final NodeMachines machines;

    ReleaseNode(NodeStore store, Nodes nodes, NodeMachines machines) {
        this.store = store;
        this.nodes = nodes;
        this.machines = machines;
    }

    @Override
    public String name() {
        return ReleaseNodeInput.RUNBOOK;
    }

    @Override
    public String purpose() {
        return "Before: a node, whatever its state. After: its identity is refused, its machine and data are gone, and it is"
                + " forgotten.";
    }

    @Override
    public Class<ReleaseNodeInput> inputType() {
        return ReleaseNodeInput.class;
    }

    @Override
    public void declare(Steps<ReleaseNodeInput> steps) {
        steps.pointOfNoReturn("a machine's data is gone with it");
        steps.act("revoke-identity", this::revokeIdentity);
        steps.act("terminate-machine", this::terminateMachine);
        steps.await("machine-is-gone", this::machineIsGone)
                .within(Duration.ofMinutes(5), alert("a machine does not end"));
        steps.act("forget-node", this::forgetNode);
    }

    private Outcome revokeIdentity(StepContext<ReleaseNodeInput> context) {
        store.change(
                context.input().node(),
                state -> state.withIdentity(state.identity().revoke()));
        return Outcome.done();
    }

    private Outcome terminateMachine(StepContext<ReleaseNodeInput> context) {
        machines.terminateAll(context.input().node());
        return Outcome.done();
    }

    private Outcome machineIsGone(StepContext<ReleaseNodeInput> context) {
        return machines.allAreGone(context.input().node());
    }

    private Outcome forgetNode(StepContext<ReleaseNodeInput> context) {
        nodes.forget(context.input().node());
        return Outcome.done();
    }
}
