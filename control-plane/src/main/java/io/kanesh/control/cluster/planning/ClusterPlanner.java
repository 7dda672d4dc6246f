package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.planning.Observed.EndedRun;
import io.kanesh.control.cluster.planning.Offer.ProviderOffer;
import io.kanesh.control.cluster.planning.Offer.TypeOffer;
import io.kanesh.control.cluster.planning.PlanResult.Blocked;
import io.kanesh.control.cluster.planning.PlanResult.Change;
import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.cluster.planning.PlanResult.Converged;
import io.kanesh.control.placement.DataCenterShape;
import io.kanesh.control.placement.PlacedNode;
import io.kanesh.control.placement.Placement;
import java.util.ArrayList;
import java.util.List;

/** Says what has to be done so that a cluster becomes what was asked for. Pure: the same input gives the same plan. */
public final class ClusterPlanner {
    private ClusterPlanner() {}

    /** What to do next for this cluster. */
    public static PlanResult plan(Cluster cluster, Observed observed, Offer offer) {
        ActiveRun active = observed.activeRun();
        if (active != null) {
            return new Blocked(
                    "OperationInProgress", "Operation " + active.id().value() + " is at " + active.percent() + " %.");
        }
        EndedRun last = observed.lastRun();
        if (last != null && !last.succeeded() && last.kind() == ActiveRun.Kind.DELETE) {
            return blocked(last, "The deletion", "Retry the operation to go on with it.");
        }
        if (cluster.deletionRequested()) {
            return deletion(cluster.spec(), observed);
        }
        if (last != null && !last.succeeded() && last.kind() == ActiveRun.Kind.CREATE) {
            return blocked(last, "The creation", "Retry the operation, or delete the cluster: nothing of it is left.");
        }
        boolean isMade = cluster.status().isMade() || (last != null && last.succeeded());
        return isMade ? new Converged() : creation(cluster.spec(), offer);
    }

    private static Blocked blocked(EndedRun last, String what, String remedy) {
        boolean isCreation = last.kind() == ActiveRun.Kind.CREATE;
        String operation = last.id().value();
        if (last.why() == null) {
            // What was cancelled is not retried: its operation has ended for good.
            String left = isCreation ? " Nothing of it is left; delete the cluster." : "";
            return new Blocked(
                    isCreation ? "CreationCancelled" : "DeletionCancelled",
                    what + " was cancelled (" + operation + ")." + left);
        }
        return new Blocked(
                isCreation ? "CreationFailed" : "DeletionFailed",
                what + " did not succeed (" + operation + "): " + last.why() + " " + remedy);
    }

    /** What creating this spec from nothing means; also what a dry run shows. */
    public static PlanResult creation(ClusterSpec spec, Offer offer) {
        ProviderOffer provider = offer.providers().get(spec.provider());
        if (provider == null) {
            return new Blocked("OfferGone", "The catalogue has no provider '" + spec.provider() + "' any more.");
        }
        var shapes = new ArrayList<DataCenterShape>();
        for (DataCenterSpec dataCenter : spec.dataCenters()) {
            List<String> zones = provider.zones().getOrDefault(dataCenter.region(), List.of());
            if (zones.isEmpty() || !provider.types().keySet().containsAll(dataCenter.instanceTypes())) {
                return new Blocked(
                        "OfferGone",
                        "The catalogue has no longer all that data center '" + dataCenter.name() + "' needs.");
            }
            shapes.add(new DataCenterShape(
                    dataCenter.name(), zones, dataCenter.nodeCount(), dataCenter.replicationFactor()));
        }
        List<PlannedNode> nodes = Placement.firstNodes(shapes).stream()
                .map(place -> planned(place, spec, provider))
                .toList();
        return new ClusterPlan(ClusterPlan.Kind.CREATE, creationChanges(nodes), nodes);
    }

    private static PlannedNode planned(PlacedNode place, ClusterSpec spec, ProviderOffer provider) {
        DataCenterSpec dataCenter = spec.dataCenters().stream()
                .filter(candidate -> candidate.name().equals(place.dataCenter()))
                .findFirst()
                .orElseThrow();
        String typeName = dataCenter.instanceTypes().get(place.ordinal());
        TypeOffer type = provider.types().get(typeName);
        if (type == null) {
            throw new IllegalStateException("checked above, and gone: " + typeName);
        }
        return new PlannedNode(
                place, dataCenter.region(), typeName, type.vcpus(), type.heapMib(), type.storageQuotaBytes());
    }

    private static List<Change> creationChanges(List<PlannedNode> nodes) {
        var changes = new ArrayList<Change>();
        for (PlannedNode node : nodes) {
            PlacedNode place = node.place();
            changes.add(new Change(
                    Change.Verb.ADD,
                    "node " + (place.ordinal() + 1) + " of " + place.dataCenter() + ": " + node.instanceType() + " in "
                            + place.rack(),
                    "dataCenters asks for it" + (place.seed() ? "; it is a seed" : "")));
        }
        changes.add(new Change(
                Change.Verb.ADD,
                "role admin with all rights",
                "every cluster starts with one role; its password is shown once"));
        return changes;
    }

    private static ClusterPlan deletion(ClusterSpec spec, Observed observed) {
        return deletionOf(spec, observed.nodes().size());
    }

    /** What deleting a cluster of so many nodes means; also what a dry run shows. */
    public static ClusterPlan deletionOf(ClusterSpec spec, int nodes) {
        var changes = new ArrayList<Change>();
        if (nodes > 0) {
            changes.add(new Change(
                    Change.Verb.REMOVE,
                    nodes + (nodes == 1 ? " node" : " nodes") + " with all data on them",
                    "the deletion was asked for"));
        }
        changes.add(new Change(
                Change.Verb.REMOVE, "cluster '" + spec.name().value() + "'", "its name is free again afterwards"));
        return new ClusterPlan(ClusterPlan.Kind.DELETE, changes, List.of());
    }
}
