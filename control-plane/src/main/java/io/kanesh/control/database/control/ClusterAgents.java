package io.kanesh.control.database.control;

import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.node.AgentTasks;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Asks a cluster through whichever of its nodes answers: any of them can read and write its users. */
@Component
class ClusterAgents {
    private static final Duration ONE_ANSWER = Duration.ofSeconds(10);
    private static final int MOST_ASKED = 3;

    private final Nodes nodes;
    private final AgentTasks tasks;

    ClusterAgents(Nodes nodes, AgentTasks tasks) {
        this.nodes = nodes;
        this.tasks = tasks;
    }

    /** Nodes whose engine serves, as far as anybody knows. */
    List<Node> serving(ClusterId cluster) {
        return nodes.ofCluster(cluster).stream().filter(ClusterAgents::serves).toList();
    }

    static boolean serves(Node node) {
        NodeReport report = node.report();
        return node.isReportFresh() && report != null && report.engine().state() == NodeReport.State.SERVING;
    }

    /** The values of the first good answer; asks one node after the other. */
    CompletableFuture<Answer<Map<String, String>>> ask(ClusterId cluster, String kind, Map<String, String> parameters) {
        List<Node> serving = serving(cluster);
        if (serving.isEmpty()) {
            return CompletableFuture.completedFuture(notAnswering("none of its nodes serves"));
        }
        return ask(serving.subList(0, Math.min(MOST_ASKED, serving.size())), kind, parameters);
    }

    private CompletableFuture<Answer<Map<String, String>>> ask(
            List<Node> candidates, String kind, Map<String, String> parameters) {
        Node first = candidates.get(0);
        List<Node> others = candidates.subList(1, candidates.size());
        return one(first, kind, parameters).thenCompose(answer -> {
            boolean isGiven = answer.match(values -> true, problems -> false);
            return isGiven || others.isEmpty()
                    ? CompletableFuture.completedFuture(answer)
                    : ask(others, kind, parameters);
        });
    }

    /** What one node says; never completes exceptionally. */
    CompletableFuture<Answer<Map<String, String>>> one(Node node, String kind, Map<String, String> parameters) {
        String id = node.spec().id().value();
        return tasks.ask(node.spec().id(), kind, parameters, ONE_ANSWER).handle((result, fault) -> {
            if (fault != null) {
                return notAnswering(id + " did not answer within " + ONE_ANSWER.toSeconds() + " s");
            }
            return result.succeeded() ? Answer.of(result.values()) : notAnswering(id + " says: " + said(result));
        });
    }

    private static String said(TaskResult result) {
        String error = result.error();
        return error == null ? "no" : error.replaceAll("\\p{Cntrl}", " ");
    }

    private static Answer<Map<String, String>> notAnswering(String why) {
        return Answer.refused(Problem.of(
                        "database-not-answering", Kind.UNAVAILABLE, "The database cannot be asked now: " + why + ".")
                .withHint("Nothing is known to have changed. Look at the cluster's nodes, and repeat the request."));
    }
}
