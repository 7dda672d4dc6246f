package io.kanesh.control.runbook.simulation;

import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.runbook.Steps.Consequence;
import java.time.Duration;

/** One node of the fake world, from nothing to enrolled: the shape of the real one. */
record SimulatedNode(FakeWorld world) implements Runbook<SimulatedNode.Input> {
    static final String NAME = "simulated-node";

    record Input(String node) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "A machine that runs and an agent that has enrolled.";
    }

    @Override
    public Class<Input> inputType() {
        return Input.class;
    }

    @Override
    public void declare(Steps<Input> steps) {
        steps.act("launch-machine", context -> {
                    world.launch(context.idempotencyToken(), context.input().node(), context.fence());
                    return Outcome.done();
                })
                .undo(context -> {
                    world.terminate(context.idempotencyToken());
                    return Outcome.done();
                });
        steps.await("machine-runs", context -> so(world.runs(context.input().node()), "the machine"))
                .within(Duration.ofMinutes(5), Consequence.redo("launch-machine", 1));
        steps.act("issue-identity", context -> {
                    world.issueIdentity(context.input().node(), context.fence());
                    return Outcome.done();
                })
                .undo(context -> {
                    world.revokeIdentity(context.input().node(), context.fence());
                    return Outcome.done();
                });
        steps.await(
                        "agent-has-enrolled",
                        context -> so(world.hasEnrolled(context.input().node()), "the agent"))
                .within(Duration.ofMinutes(3), Consequence.giveUp("the agent never called"));
    }

    static Outcome so(boolean isSo, String waitingFor) {
        return isSo ? Outcome.done() : Outcome.notYet(Duration.ofSeconds(15), waitingFor);
    }
}
