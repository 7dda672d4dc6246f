package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.ClusterStatus.DataCenterStatus;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.planning.Observed.EndedRun;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a status of an observation. Pure. */
public final class StatusRules {
    private StatusRules() {}

    /** The status that follows; equal to the cluster's own when nothing has changed. */
    public static ClusterStatus observe(Cluster cluster, Observed observed, PlanResult plan, Instant now) {
        var dataCenters = new ArrayList<DataCenterStatus>();
        for (DataCenterSpec dataCenter : cluster.spec().dataCenters()) {
            dataCenters.add(dataCenter(dataCenter, nodesOf(dataCenter, observed)));
        }
        var before = cluster.status();
        Stage stage = stage(before.stage(), observed.lastRun());
        boolean rests = stage == Stage.PAUSED && observed.activeRun() == null;
        var conditions = new ArrayList<Condition>();
        for (Finding finding : List.of(
                converged(plan, observed.activeRun()),
                rests ? paused(Condition.Type.NODES_SERVING) : nodesServing(cluster, observed),
                rests ? paused(Condition.Type.QUORUM_AVAILABLE) : QuorumRule.judge(cluster.spec(), observed),
                rests ? paused(Condition.Type.KEY_AVAILABLE) : KeyRule.judge(observed, before))) {
            conditions.add(finding.since(before, now));
        }
        return new ClusterStatus(cluster.generation(), stage, dataCenters, conditions);
    }

    private static Finding paused(Condition.Type type) {
        return new Finding(
                type,
                Condition.Status.FALSE,
                "Paused",
                "The cluster is paused: its engines are stopped until somebody resumes it.");
    }

    /** A condition without its time. */
    record Finding(Condition.Type type, Condition.Status status, String reason, String message) {
        Condition since(ClusterStatus before, Instant now) {
            Instant since = before.condition(type)
                    .filter(condition -> condition.status() == status)
                    .map(Condition::since)
                    .orElse(now);
            return new Condition(type, status, reason, message, since);
        }
    }

    static List<ObservedNode> nodesOf(DataCenterSpec dataCenter, Observed observed) {
        return observed.nodes().stream()
                .filter(node -> node.dataCenter().equals(dataCenter.name()))
                .toList();
    }

    private static DataCenterStatus dataCenter(DataCenterSpec spec, List<ObservedNode> nodes) {
        var contactPoints = new ArrayList<String>();
        for (ObservedNode node : nodes) {
            String address = node.address();
            if (node.serving() && address != null) {
                contactPoints.add(address);
            }
        }
        int ready = (int) nodes.stream().filter(ObservedNode::serving).count();
        return new DataCenterStatus(
                spec.name(),
                spec.region(),
                ready,
                spec.nodeCount(),
                contactPoints.stream().sorted().toList());
    }

    /** How far a cluster has come, by the newest run that ended. */
    public static Stage stage(Stage before, @Nullable EndedRun last) {
        if (last == null) {
            return before;
        }
        return switch (last.kind()) {
            case CREATE, DELETE -> last.succeeded() ? Stage.ESTABLISHED : Stage.FAILED;
            case PAUSE -> last.succeeded() ? Stage.PAUSED : before;
            case RESUME -> last.succeeded() ? Stage.ESTABLISHED : before;
            case UPDATE, RESTART, REPAIR, REPLACE -> before;
        };
    }

    private static Finding converged(PlanResult plan, @Nullable ActiveRun run) {
        if (run != null) {
            String doing = run.undoing() ? "is taking back what it did" : "is at " + run.percent() + " %";
            String waitingFor = run.waitingFor() == null ? "" : "; it waits: " + run.waitingFor();
            return new Finding(
                    Condition.Type.CONVERGED,
                    Condition.Status.FALSE,
                    "OperationInProgress",
                    "Operation " + run.id().value() + " " + doing + waitingFor);
        }
        return plan.match(
                done -> new Finding(
                        Condition.Type.CONVERGED,
                        Condition.Status.TRUE,
                        "AsSpecified",
                        "The cluster is what was asked for."),
                blocked -> new Finding(
                        Condition.Type.CONVERGED, Condition.Status.FALSE, blocked.reason(), blocked.message()),
                todo -> new Finding(
                        Condition.Type.CONVERGED,
                        Condition.Status.FALSE,
                        "ChangesPending",
                        todo.changes().size() + " changes are about to start."));
    }

    private static Finding nodesServing(Cluster cluster, Observed observed) {
        int wanted = cluster.spec().nodeCount();
        List<ObservedNode> silent =
                observed.nodes().stream().filter(node -> !node.serving()).toList();
        int ready = observed.nodes().size() - silent.size();
        if (ready >= wanted) {
            return new Finding(
                    Condition.Type.NODES_SERVING,
                    Condition.Status.TRUE,
                    "AllServing",
                    "All " + wanted + " nodes serve.");
        }
        String detail = silent.isEmpty() ? "" : " " + describe(silent.get(0));
        return new Finding(
                Condition.Type.NODES_SERVING,
                Condition.Status.FALSE,
                "NodesNotServing",
                ready + " of " + wanted + " nodes serve." + detail);
    }

    private static String describe(ObservedNode node) {
        String why = node.waitingFor() == null ? "it has not said why" : node.waitingFor();
        return node.id().value() + ": " + why;
    }
}
