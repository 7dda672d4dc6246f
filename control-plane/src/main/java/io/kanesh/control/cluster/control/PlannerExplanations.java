package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Clusters.PreviewedChange;
import io.kanesh.control.cluster.Explanations;
import io.kanesh.control.cluster.planning.ClusterPlanner;
import io.kanesh.control.cluster.planning.Observed;
import io.kanesh.control.cluster.planning.PlanResult;
import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks the planner itself: a plan is never stored, so this is the one that the next round makes. */
@Component
class PlannerExplanations implements Explanations {
    private final Clusters clusters;
    private final ClusterWorld world;
    private final CatalogOffer offer;
    private final InstantSource clock;

    PlannerExplanations(Clusters clusters, ClusterWorld world, CatalogOffer offer, InstantSource clock) {
        this.clusters = clusters;
        this.world = world;
        this.offer = offer;
        this.clock = clock;
    }

    /** What a plan comes to, in words. */
    private record Told(Verdict verdict, String reason, String message, List<PreviewedChange> changes) {}

    @Override
    @Transactional(readOnly = true)
    public Optional<Explanation> explain(ProjectId project, ClusterId id) {
        return clusters.find(project, id).map(this::explained);
    }

    private Explanation explained(ClusterView view) {
        Cluster cluster = view.cluster();
        Observed observed = world.observe(cluster.id());
        Told told = told(cluster, ClusterPlanner.plan(cluster, observed, offer.current()));
        return new Explanation(
                view,
                told.verdict(),
                told.reason(),
                told.message(),
                told.changes(),
                observed.nodes().stream()
                        .map(node -> new SeenNode(
                                node.id().value(), node.dataCenter(), node.rack(), node.serving(), node.waitingFor()))
                        .toList(),
                last(observed),
                clock.instant());
    }

    private static Told told(Cluster cluster, PlanResult plan) {
        return plan.match(
                converged -> new Told(
                        Verdict.CONVERGED,
                        "AsAskedFor",
                        "Everything that generation " + cluster.generation().value()
                                + " of the spec asks for is there; nothing is to be done.",
                        List.of()),
                blocked -> new Told(Verdict.BLOCKED, blocked.reason(), blocked.message(), List.of()),
                todo -> new Told(Verdict.CHANGES, "ChangesPlanned", words(todo), changes(todo)));
    }

    private static String words(ClusterPlan plan) {
        return "The next round, within 10 s, starts the operation that makes these "
                + plan.changes().size() + " changes (" + plan.kind() + ").";
    }

    private static List<PreviewedChange> changes(ClusterPlan plan) {
        return plan.changes().stream()
                .map(change -> new PreviewedChange(change.verb().name(), change.what(), change.reason()))
                .toList();
    }

    private static @Nullable EndedOperation last(Observed observed) {
        var last = observed.lastRun();
        return last == null ? null : new EndedOperation(last.id(), last.kind().name(), last.succeeded(), last.why());
    }
}
