package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterPhase;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.planning.ClusterPlanner;
import io.kanesh.control.cluster.planning.Observed;
import io.kanesh.control.cluster.planning.PlanResult;
import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.cluster.planning.StatusRules;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.ResourceChanged;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Comes round, looks at one cluster, starts what its plan says, and writes down what it saw. It is the only writer of a status.
 * It holds no state and retries nothing: the next round sees the same world.
 */
@Component
class ClusterReconciler {
    private static final String REQUESTED_BY = "reconciler";

    private final ClusterStore store;
    private final FirstUserStore firstUsers;
    private final ClusterWorld world;
    private final Starter starter;
    private final CatalogOffer offer;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    /** Starts what a plan says. */
    @FunctionalInterface
    interface Starter {
        Answer<OperationId> start(Cluster cluster, ClusterPlan plan, String requestedBy);
    }

    ClusterReconciler(
            ClusterStore store,
            FirstUserStore firstUsers,
            ClusterWorld world,
            Starter starter,
            CatalogOffer offer,
            InstantSource clock,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.store = store;
        this.firstUsers = firstUsers;
        this.world = world;
        this.starter = starter;
        this.offer = offer;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    /** One round for one cluster; without effect when it is gone. */
    void reconcile(ClusterId id) {
        transaction.executeWithoutResult(status -> {
            Optional<Cluster> found = store.find(id);
            if (found.isPresent() && !reconcile(found.get())) {
                // Another writer was faster; the next round sees what it wrote.
                status.setRollbackOnly();
            }
        });
    }

    private boolean reconcile(Cluster cluster) {
        Observed observed = world.observe(cluster.id());
        PlanResult plan = ClusterPlanner.plan(cluster, observed, offer.current());
        Optional<ClusterPlan> todo =
                plan.match(converged -> Optional.empty(), blocked -> Optional.empty(), Optional::of);
        if (todo.isPresent()) {
            // A refusal means that an operation has started in between; it is seen next.
            starter.start(cluster, todo.get(), REQUESTED_BY);
            observed = world.observe(cluster.id());
            plan = ClusterPlanner.plan(cluster, observed, offer.current());
        }
        ClusterStatus seen = StatusRules.observe(cluster, observed, plan, clock.instant());
        if (seen.equals(cluster.status())) {
            return true;
        }
        if (!store.saveStatus(cluster.id(), seen)) {
            return false;
        }
        if (seen.isMade() && !cluster.status().isMade()) {
            // Only now: a creation that ends otherwise can be tried again, and then makes them again.
            firstUsers.forget(cluster.id());
        }
        publish(cluster, observed, seen);
        return true;
    }

    /** Tells what a person would call a change: another phase, or a condition that turned. Figures alone are no event. */
    private void publish(Cluster cluster, Observed observed, ClusterStatus seen) {
        ClusterPhase phase = ClusterPhase.of(cluster.deletionRequested(), seen, observed.activeRun());
        boolean turned = !statuses(cluster.status()).equals(statuses(seen))
                || cluster.status().stage() != seen.stage();
        if (turned) {
            String name = phase.name().charAt(0) + phase.name().substring(1).toLowerCase(Locale.ROOT);
            events.publishEvent(new ResourceChanged(
                    ClusterOperations.SUBJECT_TYPE,
                    cluster.id().value(),
                    cluster.project(),
                    cluster.id().value(),
                    "Cluster" + name,
                    message(cluster, seen)));
        }
    }

    private static Map<Condition.Type, Condition.Status> statuses(ClusterStatus status) {
        return status.conditions().stream().collect(Collectors.toMap(Condition::type, Condition::status));
    }

    private static String message(Cluster cluster, ClusterStatus seen) {
        return "Cluster '" + cluster.spec().name().value() + "': "
                + seen.conditions().stream().map(Condition::message).collect(Collectors.joining(" "));
    }
}
