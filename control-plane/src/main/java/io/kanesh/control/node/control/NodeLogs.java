package io.kanesh.control.node.control;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The end of a node's logs, fetched from its agent while somebody waits. */
@Component
public class NodeLogs {
    private final NodeStore store;
    private final NodeTasks tasks;
    private final NodeSettings settings;
    private final Freshness freshness;

    NodeLogs(NodeStore store, NodeTasks tasks, NodeSettings settings, Freshness freshness) {
        this.store = store;
        this.tasks = tasks;
        this.settings = settings;
        this.freshness = freshness;
    }

    /**
     * The last lines, the oldest first; refused with {@code node-not-answering} when the agent is away or slow.
     *
     * @param source {@code agent} or {@code engine}
     * @param lines at most so many
     */
    public CompletableFuture<Answer<List<String>>> tail(NodeId node, String source, int lines) {
        String away = store.find(node).map(this::absence).orElse("there is no such node any more");
        if (!away.isEmpty()) {
            return CompletableFuture.completedFuture(notAnswering(node, away));
        }
        String slow = "its agent is reached, and did not answer within "
                + settings.logAnswerWithin().toSeconds() + " s";
        return tasks.ask(
                        node,
                        AgentTask.LOGS,
                        Map.of("source", source, "lines", Integer.toString(lines)),
                        settings.logAnswerWithin())
                .handle((result, fault) -> fault == null ? lines(node, result, lines) : notAnswering(node, slow));
    }

    private String absence(NodeState node) {
        if (node.identity().stage() != NodeIdentity.Stage.ENROLLED) {
            return "its agent has not enrolled yet";
        }
        return node.isReportFresh(freshness.since()) ? "" : "its agent has not reported since " + node.reportedAt();
    }

    private static Answer<List<String>> lines(NodeId node, TaskResult result, int lines) {
        if (!result.succeeded()) {
            return notAnswering(node, "its agent says: " + result.error());
        }
        List<String> all = result.values().getOrDefault("text", "").lines().toList();
        return Answer.of(all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    private static Answer<List<String>> notAnswering(NodeId node, String reason) {
        return Answer.refused(Problem.of(
                        "node-not-answering",
                        Kind.UNAVAILABLE,
                        "The log of node " + node.value() + " cannot be read now: " + reason + ".")
                .withHint("Try again in a few seconds."));
    }
}
