package io.kanesh.control.cluster.control;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.Clusters.PreviewedChange;
import io.kanesh.control.cluster.Maintenance.Work;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.cluster.planning.ReplaceRules;
import io.kanesh.control.cluster.planning.ReplaceRules.Replacement;
import io.kanesh.control.cluster.planning.Wave;
import io.kanesh.control.cluster.planning.Waves;
import io.kanesh.control.cluster.runbooks.PauseClusterInput;
import io.kanesh.control.cluster.runbooks.RepairClusterInput;
import io.kanesh.control.cluster.runbooks.ReplaceNodeInput;
import io.kanesh.control.cluster.runbooks.RestartClusterInput;
import io.kanesh.control.cluster.runbooks.RestartClusterInput.NodeRestart;
import io.kanesh.control.cluster.runbooks.RestartClusterInput.WaveInput;
import io.kanesh.control.cluster.runbooks.ResumeClusterInput;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.IdSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** Which run realises a piece of maintenance, and what it looks like to somebody who only asks. */
@Component
class MaintenancePlans {
    /** One engine on an idle machine with two processors: drain, stop, start, ring. */
    private static final int RESTART_SECONDS = 20;

    private static final int PAUSE_SECONDS = 15;
    private static final int RESUME_SECONDS = 30;
    private static final int REPAIR_SECONDS = 15;
    /** A machine, two rounds of gossip, an engine, two comparisons of little data. */
    private static final int REPLACE_SECONDS = 90;
    /** What a small machine streams and compares. */
    private static final long BYTES_PER_SECOND = 20_000_000;

    private final ClusterWorld world;
    private final Nodes nodes;
    private final IdSource ids;

    MaintenancePlans(ClusterWorld world, Nodes nodes, IdSource ids) {
        this.world = world;
        this.nodes = nodes;
        this.ids = ids;
    }

    /** @param input of the runbook of that name */
    record Plan(String runbook, Object input, List<PreviewedChange> changes, int seconds) {}

    Answer<Plan> plan(Cluster cluster, Work work) {
        List<ObservedNode> observed = world.observe(cluster.id()).nodes();
        return switch (work.action()) {
            case RESTART -> Answer.of(restart(cluster, observed));
            case PAUSE ->
                Answer.of(new Plan(
                        ClusterOperations.PAUSE,
                        new PauseClusterInput(cluster.id().value()),
                        List.of(change(
                                observed.size() + " engines drain and stop",
                                "pause was asked for; machines and data stay, and so does the machines' price")),
                        PAUSE_SECONDS));
            case RESUME ->
                Answer.of(new Plan(
                        ClusterOperations.RESUME,
                        new ResumeClusterInput(cluster.id().value()),
                        List.of(change(observed.size() + " engines start", "resume was asked for")),
                        RESUME_SECONDS));
            case REPAIR -> Answer.of(repair(cluster, observed));
            case REPLACE -> replace(cluster, observed, work);
            case UPDATE, RESIZE, DELETE -> throw new IllegalArgumentException(work.action() + " is no maintenance");
        };
    }

    private Plan restart(Cluster cluster, List<ObservedNode> observed) {
        List<Wave> waves = Waves.of(cluster.spec(), observed);
        var changes = new ArrayList<PreviewedChange>();
        for (Wave wave : waves) {
            changes.add(change(
                    wave.name() + ": " + wave.nodes().size() + (wave.nodes().size() == 1 ? " engine" : " engines")
                            + " drain and start again",
                    "the next one follows when every node sees every other one"));
        }
        for (String dataCenter : Waves.interrupted(cluster.spec())) {
            changes.add(change(
                    "data center " + dataCenter + " does not answer at QUORUM while one of its nodes is away",
                    "it keeps fewer than three replicas"));
        }
        var input = new RestartClusterInput(
                cluster.id().value(),
                waves.stream()
                        .map(wave -> new WaveInput(
                                wave.name(),
                                wave.nodes().stream().map(this::restarted).toList()))
                        .toList());
        return new Plan(ClusterOperations.RESTART, input, changes, waves.size() * RESTART_SECONDS);
    }

    private NodeRestart restarted(NodeId id) {
        EngineSettings engine = nodes.find(id).map(Node::engine).orElse(null);
        return new NodeRestart(id.value(), engine == null ? 1 : engine.restartCount() + 1);
    }

    private Plan repair(Cluster cluster, List<ObservedNode> observed) {
        List<String> order = observed.stream().map(node -> node.id().value()).toList();
        int seconds = order.size() * REPAIR_SECONDS
                + seconds(observed.stream().mapToLong(node -> used(node.id())).sum());
        return new Plan(
                ClusterOperations.REPAIR,
                new RepairClusterInput(cluster.id().value(), order),
                List.of(change(
                        "every range is compared among all its replicas, node by node, and what differs is streamed",
                        "repair was asked for; the cluster serves meanwhile, with less room for requests")),
                seconds);
    }

    private Answer<Plan> replace(Cluster cluster, List<ObservedNode> observed, Work work) {
        NodeId id = Objects.requireNonNull(work.node());
        return ReplaceRules.check(cluster, observed, id, used(id), work.force())
                .map(replacement -> replacement(cluster, replacement, work.force()));
    }

    private Plan replacement(Cluster cluster, Replacement replacement, boolean force) {
        ObservedNode lost = replacement.lost();
        var input = new ReplaceNodeInput(
                cluster.id().value(),
                cluster.project().value(),
                lost.id().value(),
                ids.next(NodeId.PREFIX),
                replacement.absent().stream().map(node -> node.id().value()).toList(),
                force);
        var changes = List.of(
                new PreviewedChange(
                        "ADD", "a node with a new machine in " + lost.rack(), "it takes the lost one's tokens"),
                change(
                        "the ranges of " + lost.id().value() + " are compared among the nodes that are left",
                        "a new node fetches each range from one of them: it must have everything"),
                new PreviewedChange(
                        "REMOVE", "node " + lost.id().value() + " with its machine", "its replacement was asked for"),
                change("every row of the new node is compared with its other replicas", "so that nothing is missing"));
        return new Plan(ClusterOperations.REPLACE, input, changes, REPLACE_SECONDS + seconds(3 * used(lost.id())));
    }

    private long used(NodeId id) {
        ToLongFunction<Node> usedBytes =
                node -> node.report() == null ? 0 : node.report().disk().usedBytes();
        return nodes.find(id).map(node -> usedBytes.applyAsLong(node)).orElse(0L);
    }

    private static int seconds(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / BYTES_PER_SECOND);
    }

    private static PreviewedChange change(String what, String reason) {
        return new PreviewedChange("CHANGE", what, reason);
    }
}
