package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeQuestion;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Repairs that engines do on request: begun by the first question, and asked after until they are done. */
@Component
class EngineRepairs {
    /** An answer wakes the run; how often the figures of a long repair are fetched. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final Nodes nodes;

    EngineRepairs(Nodes nodes) {
        this.nodes = nodes;
    }

    /**
     * How far one node's part is.
     *
     * @param outcome done when it is through; its note has the figures
     * @param differences how often replicas differed
     * @param unheld ranges of the lost node that nobody else holds
     */
    record Progress(Outcome outcome, long differences, int unheld) {
        boolean isDone() {
            return outcome instanceof Outcome.Done;
        }
    }

    /** @param parameters of the task beside its id, which is the step's and the node's */
    Progress ask(NodeId node, Map<String, String> parameters, StepContext<?> context) {
        String id = context.idempotencyToken() + "-" + node.value();
        var all = new TreeMap<>(parameters);
        all.put("id", id);
        TaskResult answer = nodes.ask(node, new NodeQuestion(id, AgentTask.REPAIR, all, LOOK_AGAIN, context.fence()))
                .orElse(null);
        if (answer == null) {
            return waiting("the answer of " + node.value() + " to the request for a repair");
        }
        if (!answer.succeeded()) {
            return waiting(node.value() + " cannot repair now: " + answer.error());
        }
        return progress(node, answer.values());
    }

    private static Progress progress(NodeId node, Map<String, String> values) {
        long differences = Long.parseLong(values.getOrDefault("differences", "0"));
        int unheld = Integer.parseInt(values.getOrDefault("unheld", "0"));
        String parts = values.getOrDefault("done", "0") + " of " + values.getOrDefault("total", "?") + " parts";
        String now = values.getOrDefault("now", "");
        Outcome outcome =
                switch (values.getOrDefault("state", "")) {
                    case "DONE" -> Outcome.done(parts + " compared, " + differences + " differed");
                    case "RUNNING" ->
                        Outcome.notYet(LOOK_AGAIN, node.value() + " has compared " + parts + "; now " + now);
                    default ->
                        Outcome.refused(Problem.of(
                                "repair-ended",
                                Problem.Kind.CONFLICT,
                                "The repair on " + node.value() + " has ended before it was done: " + now + "."));
                };
        return new Progress(outcome, differences, unheld);
    }

    private static Progress waiting(String what) {
        return new Progress(Outcome.notYet(LOOK_AGAIN, what), 0, 0);
    }

    /** Ends what {@link #ask} has begun; a node that does not answer has nothing that goes on for long. */
    Outcome cancel(List<NodeId> where, StepContext<?> context) {
        for (NodeId node : where) {
            Node known = nodes.find(node).orElse(null);
            if (known == null || !known.isServing()) {
                continue;
            }
            String id = context.idempotencyToken() + "-" + node.value();
            var question = new NodeQuestion(
                    id + "-cancel", AgentTask.REPAIR_CANCEL, Map.of("id", id), Duration.ofDays(1), context.fence());
            if (nodes.ask(node, question).isEmpty()) {
                return Outcome.notYet(LOOK_AGAIN, "the repair on " + node.value() + " to end");
            }
        }
        return Outcome.done();
    }
}
