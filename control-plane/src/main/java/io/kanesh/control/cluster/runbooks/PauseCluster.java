package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.giveUp;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Stops every engine of a cluster and keeps its machines. */
@Component
final class PauseCluster implements Runbook<PauseClusterInput> {
    private final Nodes nodes;

    PauseCluster(Nodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public void declare(Steps<PauseClusterInput> steps) {
        steps.act("stop-engines", this::stopEngines).undo(this::startEngines);
        steps.await("engines-have-stopped", this::enginesHaveStopped)
                .within(Duration.ofMinutes(20), giveUp("Not every engine had stopped after 20 minutes."));
    }

    @Override
    public String name() {
        return "pause-cluster";
    }

    @Override
    public String purpose() {
        return "Before: a cluster that serves. After: every engine has sent its clients away, written everything to disk and"
                + " ended; machines, agents and data stay, and so does their price. Undone: the engines start again.";
    }

    @Override
    public Class<PauseClusterInput> inputType() {
        return PauseClusterInput.class;
    }

    private Outcome stopEngines(StepContext<PauseClusterInput> context) {
        return EngineSwitch.all(nodes, cluster(context), EngineState.STOPPED, context.fence());
    }

    private Outcome startEngines(StepContext<PauseClusterInput> context) {
        return EngineSwitch.all(nodes, cluster(context), EngineState.RUNNING, context.fence());
    }

    private Outcome enginesHaveStopped(StepContext<PauseClusterInput> context) {
        return EngineWaits.allStopped(nodes.ofCluster(cluster(context)));
    }

    private static ClusterId cluster(StepContext<PauseClusterInput> context) {
        return new ClusterId(context.input().clusterId());
    }
}
