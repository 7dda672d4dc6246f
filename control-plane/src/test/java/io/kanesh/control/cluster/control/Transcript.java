package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterPhase;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.planning.Observed;
import io.kanesh.control.cluster.planning.Observed.EndedRun;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.cluster.planning.Offers;
import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.ResourceChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A world that a scenario changes line by line, with a reconciler that comes round after each; what an operator would see is
 * written down.
 */
final class Transcript {
    final MemoryClusterStore store = new MemoryClusterStore();
    final MemoryFirstUserStore firstUsers = new MemoryFirstUserStore();
    private final TreeMap<Integer, ObservedNode> nodes = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private @Nullable ActiveRun active;
    private @Nullable EndedRun last;
    private Instant now = Samples.NOON;
    private final ClusterReconciler reconciler = new ClusterReconciler(
            store,
            firstUsers,
            id -> new Observed(List.copyOf(nodes.values()), active, last),
            this::start,
            new CatalogOffer(Offers.LOCAL),
            () -> now,
            this::published,
            TransactionOperations.withoutTransaction());

    Transcript() {
        store.insert(Samples.fresh());
    }

    private Answer<OperationId> start(Cluster cluster, ClusterPlan plan, String requestedBy) {
        lines.add("  starts   " + plan.kind().name().toLowerCase(Locale.ROOT) + " for " + requestedBy + ":");
        plan.changes().forEach(change -> lines.add("             " + change.verb() + " " + change.what()));
        var kind = plan.kind() == ClusterPlan.Kind.CREATE ? ActiveRun.Kind.CREATE : ActiveRun.Kind.DELETE;
        active = new ActiveRun(Samples.OPERATION, kind, false, 0, null);
        return Answer.of(Samples.OPERATION);
    }

    private void published(Object event) {
        lines.add("  tells    " + ((ResourceChanged) event).reason());
    }

    /** A minute passes, something happens, and the reconciler comes round. */
    Transcript then(String what, Runnable change) {
        now = now.plusSeconds(60);
        lines.add(now.toString().substring(11, 16) + " " + what);
        change.run();
        ClusterStatus before = store.find(Samples.CLUSTER).map(Cluster::status).orElse(null);
        reconciler.reconcile(Samples.CLUSTER);
        Cluster cluster = store.find(Samples.CLUSTER).orElse(null);
        if (cluster == null) {
            lines.add("  sees     nothing");
        } else if (cluster.status().equals(before)) {
            lines.add("  sees     no change");
        } else {
            describe(cluster);
        }
        return this;
    }

    private void describe(Cluster cluster) {
        ClusterStatus status = cluster.status();
        lines.add("  sees     " + ClusterPhase.of(cluster.deletionRequested(), status, active) + ", "
                + status.nodesReady() + " of " + status.nodesTotal() + " nodes, generation "
                + status.observedGeneration().value());
        for (Condition condition : status.conditions()) {
            lines.add("             " + condition.type() + " " + condition.status() + " since "
                    + condition.since().toString().substring(11, 16) + " (" + condition.reason() + ") "
                    + condition.message());
        }
    }

    void runIs(int percent, @Nullable String waitingFor) {
        ActiveRun run = running();
        active = new ActiveRun(run.id(), run.kind(), run.undoing(), percent, waitingFor);
    }

    void runIsUndone(String waitingFor) {
        ActiveRun run = running();
        active = new ActiveRun(run.id(), run.kind(), true, run.percent(), waitingFor);
    }

    /** @param why null for success */
    void runEnds(@Nullable String why) {
        ActiveRun run = running();
        last = new EndedRun(run.id(), run.kind(), why == null, why);
        active = null;
    }

    private ActiveRun running() {
        if (active == null) {
            throw new IllegalStateException("no run in this scenario");
        }
        return active;
    }

    void node(int number, boolean serving, @Nullable String waitingFor) {
        String zone = "local-1" + "abc".charAt((number - 1) % 3);
        var id = new NodeId("nd_01h0000000000000000000000" + number);
        nodes.put(number, new ObservedNode(id, "dc1", zone, "127.0.1." + number, serving, waitingFor));
    }

    void noNodes() {
        nodes.clear();
    }

    void wantDeletion() {
        store.saveSpec(store.find(Samples.CLUSTER).orElseThrow().toBeDeleted(now));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
