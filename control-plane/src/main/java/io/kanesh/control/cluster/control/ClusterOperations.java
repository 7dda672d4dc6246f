package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.planning.Observed.EndedRun;
import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.cluster.planning.PlannedNode;
import io.kanesh.control.cluster.planning.StatusRules;
import io.kanesh.control.cluster.runbooks.ChangeKeysInput;
import io.kanesh.control.cluster.runbooks.ChangeKeysInput.KeyChange;
import io.kanesh.control.cluster.runbooks.CreateClusterInput;
import io.kanesh.control.cluster.runbooks.CreateClusterInput.NodeInput;
import io.kanesh.control.cluster.runbooks.DeleteClusterInput;
import io.kanesh.control.placement.Placement;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Between clusters and the runs that are about them. */
@Component
class ClusterOperations implements ClusterReconciler.Starter {
    static final String SUBJECT_TYPE = "cluster";
    static final String CREATE = "create-cluster";
    static final String DELETE = "delete-cluster";
    static final String RESTART = "restart-cluster";
    static final String PAUSE = "pause-cluster";
    static final String RESUME = "resume-cluster";
    static final String REPAIR = "repair-cluster";
    static final String REPLACE = "replace-node";

    private final Runs runs;
    private final IdSource ids;

    ClusterOperations(Runs runs, IdSource ids) {
        this.runs = runs;
        this.ids = ids;
    }

    static Subject subject(ClusterId id) {
        return new Subject(SUBJECT_TYPE, id.value());
    }

    /** Starts what the plan says, in the caller's transaction. */
    @Override
    public Answer<OperationId> start(Cluster cluster, ClusterPlan plan, String requestedBy) {
        var origin = new Runs.Origin(cluster.project(), null, requestedBy);
        return switch (plan.kind()) {
            case CREATE -> runs.start(CREATE, subject(cluster.id()), creation(cluster, plan), origin);
            case DELETE ->
                runs.start(
                        DELETE,
                        subject(cluster.id()),
                        new DeleteClusterInput(
                                cluster.id().value(), cluster.project().value()),
                        origin);
        };
    }

    /** Starts the change of keys when the two specs name different ones, in the caller's transaction; answers the cluster. */
    Answer<Cluster> changeKeys(Cluster before, Cluster after, String requestedBy) {
        var changes = new ArrayList<KeyChange>();
        for (DataCenterSpec dataCenter : after.spec().dataCenters()) {
            KeyId wanted = after.spec().keyOf(dataCenter);
            before.spec().dataCenters().stream()
                    .filter(one -> one.name().equals(dataCenter.name()))
                    .map(before.spec()::keyOf)
                    .filter(former -> !former.equals(wanted))
                    .forEach(former -> changes.add(new KeyChange(dataCenter.name(), wanted.value(), former.value())));
        }
        boolean isMade = before.status().stage() == ClusterStatus.Stage.ESTABLISHED;
        if (changes.isEmpty()) {
            return Answer.of(after);
        }
        if (!isMade) {
            return Answer.refused(Problem.of(
                    "cluster-not-made",
                    Problem.Kind.CONFLICT,
                    "The key of a cluster that does not serve yet cannot be changed. Wait until it is ACTIVE."));
        }
        var input = new ChangeKeysInput(after.id().value(), after.project().value(), changes);
        return runs.start(
                        ChangeKeysInput.RUNBOOK,
                        subject(after.id()),
                        input,
                        new Runs.Origin(after.project(), null, requestedBy))
                .map(operation -> after);
    }

    private CreateClusterInput creation(Cluster cluster, ClusterPlan plan) {
        return new CreateClusterInput(
                cluster.id().value(),
                cluster.project().value(),
                cluster.spec().provider(),
                cluster.spec().engineVersion(),
                Placement.systemAuthReplication(
                        plan.nodes().stream().map(PlannedNode::place).toList()),
                plan.nodes().stream().map(this::withId).toList());
    }

    private NodeInput withId(PlannedNode node) {
        return new NodeInput(
                ids.next(NodeId.PREFIX),
                node.place().dataCenter(),
                node.region(),
                node.place().rack(),
                node.instanceType(),
                node.place().tokens().stream().map(String::valueOf).toList(),
                node.place().seed(),
                node.vcpus(),
                node.heapMib(),
                node.storageQuotaBytes());
    }

    /**
     * The newest runs of a cluster, told apart; the active one, if any, is always the newest.
     *
     * @param last the newest that has ended
     */
    record Latest(@Nullable ActiveRun active, @Nullable EndedRun last) {}

    Latest latest(ClusterId id) {
        List<Run> newest = runs.latestFor(subject(id), 2);
        ActiveRun active = null;
        EndedRun last = null;
        for (Run run : newest) {
            if (run.state().isActive()) {
                active = active(run);
            } else if (last == null) {
                last = ended(run);
            }
        }
        return new Latest(active, last);
    }

    /** With the stage that the newest operation has led to, which the reconciler may not have written down yet. */
    ClusterView view(Cluster cluster) {
        Latest latest = latest(cluster.id());
        var stage = StatusRules.stage(cluster.status().stage(), latest.last());
        return new ClusterView(cluster.observedAs(cluster.status().at(stage)), latest.active());
    }

    private static ActiveRun active(Run run) {
        return new ActiveRun(run.id(), kind(run), run.state() == Run.State.UNDOING, run.percent(), run.waitingFor());
    }

    private static EndedRun ended(Run run) {
        var error = run.error();
        return new EndedRun(
                run.id(), kind(run), run.state() == Run.State.SUCCEEDED, error == null ? null : error.message());
    }

    private static ActiveRun.Kind kind(Run run) {
        return switch (run.runbook()) {
            case CREATE -> ActiveRun.Kind.CREATE;
            case DELETE -> ActiveRun.Kind.DELETE;
            case RESTART -> ActiveRun.Kind.RESTART;
            case PAUSE -> ActiveRun.Kind.PAUSE;
            case RESUME -> ActiveRun.Kind.RESUME;
            case REPAIR -> ActiveRun.Kind.REPAIR;
            case REPLACE -> ActiveRun.Kind.REPLACE;
            default -> ActiveRun.Kind.UPDATE;
        };
    }
}
