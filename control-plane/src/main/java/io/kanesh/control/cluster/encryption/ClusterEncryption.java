package io.kanesh.control.cluster.encryption;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.cluster.runbooks.ReencryptClusterInput;
import io.kanesh.control.node.AgentTasks;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** What can be asked about and done to the files of a whole cluster. */
@Component
public class ClusterEncryption {
    private static final Duration TASK = Duration.ofSeconds(30);

    private final Nodes nodes;
    private final AgentTasks tasks;
    private final Runs runs;
    private final InstantSource clock;

    ClusterEncryption(Nodes nodes, AgentTasks tasks, Runs runs, InstantSource clock) {
        this.nodes = nodes;
        this.tasks = tasks;
        this.runs = runs;
        this.clock = clock;
    }

    /** Starts the rewrite of everything under fresh data keys. */
    public Answer<OperationId> reencrypt(ProjectId project, ClusterId cluster, String requestedBy) {
        long bytes = nodes.ofCluster(cluster).stream()
                .map(Node::keyReport)
                .filter(Objects::nonNull)
                .flatMap(report -> report.dataKeys().stream())
                .mapToLong(KeyReport.DataKeyUsage::bytes)
                .sum();
        var now = clock.instant();
        var input =
                new ReencryptClusterInput(cluster.value(), project.value(), now.toEpochMilli(), now.toString(), bytes);
        return runs.start(
                ReencryptClusterInput.RUNBOOK,
                new Subject("cluster", cluster.value()),
                input,
                new Runs.Origin(project, null, requestedBy));
    }

    /** What every node counts, asked now and all at once; null for a node that did not answer. */
    public Map<String, TaskResult> inventory(ClusterId cluster) {
        var asked = new LinkedHashMap<String, CompletableFuture<TaskResult>>();
        List<Node> all = nodes.ofCluster(cluster);
        all.forEach(node ->
                asked.put(node.spec().id().value(), tasks.ask(node.spec().id(), AgentTask.INVENTORY, Map.of(), TASK)));
        var answers = new LinkedHashMap<String, TaskResult>();
        asked.forEach((node, answer) -> answers.put(
                node,
                answer.exceptionally(late -> new TaskResult(false, "no answer within 30 s", Map.of()))
                        .join()));
        return answers;
    }
}
