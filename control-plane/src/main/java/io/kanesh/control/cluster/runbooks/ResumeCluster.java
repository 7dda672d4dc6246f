package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.alert;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Starts every engine of a paused cluster. */
@Component
final class ResumeCluster implements Runbook<ResumeClusterInput> {
    private final Nodes nodes;

    ResumeCluster(Nodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public void declare(Steps<ResumeClusterInput> steps) {
        steps.act("start-engines", this::startEngines).undo(this::stopEngines);
        // One broken machine must not turn the others off again.
        steps.await("engines-serve", this::enginesServe)
                .within(Duration.ofMinutes(20), alert("Not every engine of a resumed cluster serves."));
        steps.await("engines-see-each-other", this::enginesSeeEachOther)
                .within(Duration.ofMinutes(5), alert("The engines of a resumed cluster do not find each other."));
    }

    @Override
    public String name() {
        return "resume-cluster";
    }

    @Override
    public String purpose() {
        return "Before: a paused cluster. After: every engine serves and sees every other one up. Undone, which only a"
                + " cancellation asks for: it is paused again.";
    }

    @Override
    public Class<ResumeClusterInput> inputType() {
        return ResumeClusterInput.class;
    }

    private Outcome startEngines(StepContext<ResumeClusterInput> context) {
        return EngineSwitch.all(nodes, cluster(context), EngineState.RUNNING, context.fence());
    }

    private Outcome stopEngines(StepContext<ResumeClusterInput> context) {
        return EngineSwitch.all(nodes, cluster(context), EngineState.STOPPED, context.fence());
    }

    private Outcome enginesServe(StepContext<ResumeClusterInput> context) {
        List<Node> all = nodes.ofCluster(cluster(context));
        return EngineWaits.allServe(all, all.size());
    }

    private Outcome enginesSeeEachOther(StepContext<ResumeClusterInput> context) {
        return EngineWaits.allSeeEachOther(nodes.ofCluster(cluster(context)));
    }

    private static ClusterId cluster(StepContext<ResumeClusterInput> context) {
        return new ClusterId(context.input().clusterId());
    }
}
