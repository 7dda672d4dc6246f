package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.node.Node;
import io.kanesh.control.node.ProvisionNodeInput;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Starts the runs of single nodes that a cluster's run is made of, all side by side. */
@Component
class NodeRuns {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Runs runs;

    NodeRuns(Runs runs) {
        this.runs = runs;
    }

    /** Done when every node has its run; which of them have ended is for {@link Runs#childrenHaveSucceeded} to say. */
    Outcome provision(List<NodeId> nodes, ProjectId project, OperationId parent) {
        for (NodeId node : nodes) {
            var refusal = start(ProvisionNodeInput.RUNBOOK, node, new ProvisionNodeInput(node), project, parent);
            if (!refusal.isEmpty()) {
                return Outcome.refused(refusal.get(0));
            }
        }
        return Outcome.done(nodes.size() + " started");
    }

    /** Done when every node has its run; a node that is still busy with another one is waited for. */
    Outcome release(List<NodeId> nodes, ProjectId project, OperationId parent) {
        for (NodeId node : nodes) {
            var refusal = start(ReleaseNodeInput.RUNBOOK, node, new ReleaseNodeInput(node), project, parent);
            if (!refusal.isEmpty()) {
                return Outcome.notYet(LOOK_AGAIN, refusal.get(0).message());
            }
        }
        return Outcome.done(nodes.size() + " started");
    }

    static List<NodeId> idsOf(List<Node> nodes) {
        return nodes.stream().map(node -> node.spec().id()).toList();
    }

    private List<Problem> start(String runbook, NodeId node, Object input, ProjectId project, OperationId parent) {
        var origin = new Runs.Origin(project, parent, parent.value());
        return runs.start(runbook, new Subject("node", node.value()), input, origin)
                .match(started -> List.of(), problems -> problems);
    }
}
