package io.kanesh.control.cluster.encryption;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.control.ClusterStore;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.Dependent;
import io.kanesh.control.keys.KeyUse;
import io.kanesh.control.keys.KeyUsers;
import io.kanesh.control.node.AgentTasks;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which clusters and nodes depend on a key, as their specs, configurations and reports say. */
@Component
class KeysOfNodes implements KeyUsers {
    private static final Duration TASK = Duration.ofSeconds(30);
    private static final int MOST_CLUSTERS = 1000;

    private final ClusterStore clusters;
    private final Nodes nodes;
    private final ClusterKeys keys;
    private final AgentTasks tasks;

    KeysOfNodes(ClusterStore clusters, Nodes nodes, ClusterKeys keys, AgentTasks tasks) {
        this.clusters = clusters;
        this.nodes = nodes;
        this.keys = keys;
        this.tasks = tasks;
    }

    @Override
    public List<Dependent> dependents(KeyId id) {
        Cmk key = keys.find(id).orElse(null);
        if (key == null) {
            return List.of();
        }
        var found = new ArrayList<Dependent>();
        for (Cluster cluster : clusters.page(key.project(), null, MOST_CLUSTERS)) {
            for (DataCenterSpec dataCenter : cluster.spec().dataCenters()) {
                if (cluster.spec().keyOf(dataCenter).equals(id)) {
                    found.add(dependent(Dependent.Kind.SPEC, cluster, dataCenter.name(), null, null));
                }
            }
            nodes.ofCluster(cluster.id()).forEach(node -> addNode(key, cluster, node, found));
        }
        return found;
    }

    private static void addNode(Cmk key, Cluster cluster, Node node, List<Dependent> found) {
        String uri = key.in(node.spec().region()).uri();
        Encryption told = node.encryption();
        var report = node.report() == null ? null : node.report().key();
        boolean isTold = told != null && told.key().keyUri().equals(uri);
        boolean isUsed = report != null && uri.equals(report.keyUri());
        boolean isFormer = told != null
                && told.formerKey() != null
                && told.formerKey().keyUri().equals(uri);
        boolean opens = report != null
                && report.recipients().stream()
                        .anyMatch(recipient -> recipient.keyUri().equals(uri));
        if (isTold || isUsed) {
            found.add(dependent(Dependent.Kind.NODE, cluster, node.spec().dataCenter(), node, report));
        } else if (isFormer || opens) {
            found.add(dependent(Dependent.Kind.RECIPIENT, cluster, node.spec().dataCenter(), node, report));
        }
    }

    private static Dependent dependent(
            Dependent.Kind kind, Cluster cluster, String dataCenter, @Nullable Node node, @Nullable KeyReport report) {
        var dataKeys = report == null ? List.<KeyReport.DataKeyUsage>of() : report.dataKeys();
        return new Dependent(
                kind,
                cluster.id(),
                cluster.spec().name().value(),
                node == null ? null : node.spec().id().value(),
                dataCenter,
                report == null ? null : report.keyVersion(),
                dataKeys.stream().mapToLong(KeyReport.DataKeyUsage::bytes).sum(),
                dataKeys.stream().mapToLong(KeyReport.DataKeyUsage::files).sum());
    }

    @Override
    public void lock(KeyId id, boolean locked) {
        for (NodeId node : nodes(id)) {
            nodes.find(node)
                    .map(Node::encryption)
                    .ifPresent(present -> nodes.encrypt(
                            node,
                            before -> NodeEncryption.played(
                                    before == null ? present : before,
                                    locked,
                                    before == null ? null : before.drill())));
        }
    }

    @Override
    public void hint(KeyId id) {
        nodes(id).forEach(this::hint);
    }

    /** Nobody waits for the answer: the node's next report has it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void hint(NodeId node) {
        tasks.ask(node, AgentTask.KMS_VALIDATE, Map.of(), TASK);
    }

    @Override
    public List<NodeId> nodes(KeyId id) {
        return dependents(id).stream()
                .filter(dependent -> dependent.kind() == Dependent.Kind.NODE)
                .map(Dependent::nodeId)
                .filter(node -> node != null)
                .map(NodeId::new)
                .toList();
    }

    @Override
    public List<KeyUse.Trail> trails() {
        return clusters.ids().stream()
                .flatMap(cluster -> nodes.ofCluster(cluster).stream())
                .flatMap(node -> Optional.ofNullable(node.keyReport()).stream()
                        .map(report ->
                                new KeyUse.Trail(node.spec().id(), node.spec().project(), report.auditLines())))
                .toList();
    }

    @Override
    public CompletableFuture<List<String>> trail(NodeId node, long from, int lines) {
        return tasks.ask(
                        node,
                        AgentTask.KEY_ACCESSES,
                        Map.of("from", String.valueOf(from), "lines", String.valueOf(lines)),
                        TASK)
                .thenApply(KeysOfNodes::lines);
    }

    private static List<String> lines(TaskResult result) {
        if (!result.succeeded()) {
            throw new IllegalStateException(result.error());
        }
        String text = result.values().getOrDefault("text", "");
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
