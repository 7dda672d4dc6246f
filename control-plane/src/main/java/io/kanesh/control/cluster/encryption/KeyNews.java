package io.kanesh.control.cluster.encryption;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.control.ClusterStore;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.ClusterKeys.Sighting;
import io.kanesh.control.node.AgentTasks;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the nodes of a cluster hear from their KMS: kept with the key, and told on to the other nodes, so that all of them seal within
 * seconds of the first that was denied. A hint only: a node trusts its own KMS and nobody else.
 */
@Component
public class KeyNews {
    private static final String REVOKED = "REVOKED";
    private static final Duration TASK = Duration.ofSeconds(30);

    private final ClusterStore clusters;
    private final Nodes nodes;
    private final ClusterKeys keys;
    private final AgentTasks tasks;

    KeyNews(ClusterStore clusters, Nodes nodes, ClusterKeys keys, AgentTasks tasks) {
        this.clusters = clusters;
        this.nodes = nodes;
        this.keys = keys;
        this.tasks = tasks;
    }

    /** Passes on what is new; without effect when nothing is. */
    public void pass(ClusterId id) {
        clusters.find(id).ifPresent(cluster -> byKey(cluster).forEach(this::pass));
    }

    private Map<KeyId, List<Node>> byKey(Cluster cluster) {
        var found = new LinkedHashMap<KeyId, List<Node>>();
        for (Node node : nodes.ofCluster(cluster.id())) {
            Optional<KeyId> key = NodeEncryption.dataCenter(cluster, node).map(cluster.spec()::keyOf);
            if (node.keyReport() != null && key.isPresent()) {
                found.computeIfAbsent(key.get(), unused -> new ArrayList<>()).add(node);
            }
        }
        return found;
    }

    private void pass(KeyId id, List<Node> of) {
        List<KeyReport> reports =
                of.stream().map(Node::keyReport).filter(Objects::nonNull).toList();
        Instant lastGood = reports.stream()
                .map(KeyReport::lastGoodAt)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElse(null);
        KeyReport worst = worst(reports);
        var cause = worst == null ? null : worst.cause();
        if (cause == null && lastGood == null) {
            return;
        }
        keys.heard(
                id,
                cause == null
                        ? new Sighting(null, null, null, lastGood)
                        : new Sighting(cause.faultClass(), cause.message(), cause.kmsRequestId(), lastGood));
        if (worst != null && cause != null && cause.faultClass().equals(REVOKED)) {
            hint(of, Instant.parse(worst.since()));
        }
    }

    /** A refusal weighs more than silence: one node may be cut off while all others hear the truth. */
    private static @Nullable KeyReport worst(List<KeyReport> reports) {
        return reports.stream()
                .filter(report -> report.cause() != null)
                .min(Comparator.comparing((KeyReport report) -> !Objects.requireNonNull(report.cause())
                                .faultClass()
                                .equals(REVOKED))
                        .thenComparing(KeyReport::since))
                .orElse(null);
    }

    /** Those whose last good answer is older than the first refusal; who has asked since knows better than we. */
    private void hint(List<Node> of, Instant refusedSince) {
        for (Node node : of) {
            KeyReport report = node.keyReport();
            if (report == null || report.state() != KeyReport.State.ACTIVE) {
                continue;
            }
            String good = report.lastGoodAt();
            if (good == null || Instant.parse(good).isBefore(refusedSince)) {
                ask(node);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void ask(Node node) {
        tasks.ask(node.spec().id(), AgentTask.KMS_VALIDATE, Map.of(), TASK);
    }
}
