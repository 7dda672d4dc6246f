package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.node.NodeQuestion;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Puts the questions of a proof to nodes. An answer counts for its step, and no longer when that is done again after an undo. */
@Component
class ProofQuestions {
    static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    private static final Duration KEPT = Duration.ofDays(7);

    private final Nodes nodes;

    ProofQuestions(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Done when each of these nodes has done it. */
    Outcome all(List<NodeId> where, String kind, StepContext<ProveClusterInput> context) {
        for (NodeId node : where) {
            TaskResult answer = ask(node, kind, KEPT, context).orElse(null);
            if (answer == null) {
                return Outcome.notYet(LOOK_AGAIN, node.value() + " to answer to " + kind);
            }
            if (!answer.succeeded()) {
                // A failed answer is old at once: it is asked again.
                ask(node, kind, LOOK_AGAIN, context);
                return Outcome.notYet(LOOK_AGAIN, node.value() + " to do " + kind + "; it says: " + answer.error());
            }
            if (answer.values().getOrDefault("state", "DONE").equals("RUNNING")) {
                ask(node, kind, LOOK_AGAIN, context);
                return Outcome.notYet(LOOK_AGAIN, node.value() + " to come to the end of its disk");
            }
        }
        return Outcome.done(where.size() + " nodes");
    }

    /** What a node has answered; empty before the first answer. */
    Map<String, String> values(NodeId node, String kind, StepContext<ProveClusterInput> context) {
        return ask(node, kind, KEPT, context).map(TaskResult::values).orElse(Map.of());
    }

    private Optional<TaskResult> ask(
            NodeId node, String kind, Duration freshFor, StepContext<ProveClusterInput> context) {
        ProveClusterInput input = context.input();
        var parameters = new TreeMap<String, String>();
        String name = context.idempotencyToken() + "-" + kind + "-" + node.value();
        parameters.put("id", name);
        parameters.put("keyspace", input.keyspace());
        parameters.put("markers", input.markers());
        return nodes.ask(node, new NodeQuestion(name, kind, parameters, freshFor, context.fence()));
    }
}
