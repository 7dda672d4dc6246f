package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterAction;
import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Clusters.Preview;
import io.kanesh.control.cluster.Maintenance;
import io.kanesh.control.cluster.control.MaintenancePlans.Plan;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.shared.ResourceChanged;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks, and starts the run; a second run of the same cluster is refused by the journal itself. */
@Component
class StoredMaintenance implements Maintenance {
    private final Clusters clusters;
    private final MaintenancePlans plans;
    private final Runs runs;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    StoredMaintenance(
            Clusters clusters,
            MaintenancePlans plans,
            Runs runs,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.clusters = clusters;
        this.plans = plans;
        this.runs = runs;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public Answer<Preview> preview(ProjectId project, ClusterId id, Work work) {
        return plan(project, id, work)
                .map(planned -> new Preview(
                        planned.cluster().spec(),
                        planned.plan().changes(),
                        planned.plan().seconds(),
                        false));
    }

    @Override
    public Answer<ClusterView> start(ProjectId project, ClusterId id, Work work, String requestedBy) {
        return inTransaction(() -> plan(project, id, work)
                .flatMap(planned -> run(planned, requestedBy).flatMap(operation -> {
                    publish(planned.cluster(), work.action(), requestedBy);
                    return found(project, id);
                })));
    }

    private record Planned(Cluster cluster, Plan plan) {}

    private Answer<Planned> plan(ProjectId project, ClusterId id, Work work) {
        return found(project, id)
                .flatMap(view -> work.action()
                        .refusal(view.cluster(), view.run())
                        .<Answer<Planned>>map(Answer::refused)
                        .orElseGet(
                                () -> plans.plan(view.cluster(), work).map(plan -> new Planned(view.cluster(), plan))));
    }

    private Answer<ClusterView> found(ProjectId project, ClusterId id) {
        return clusters.find(project, id)
                .map(Answer::of)
                .orElseGet(() -> Answer.refused(Problem.of(
                        "cluster-not-found",
                        Kind.NOT_FOUND,
                        "There is no cluster " + id.value() + ", or this token may not see it.")));
    }

    private Answer<OperationId> run(Planned planned, String requestedBy) {
        Cluster cluster = planned.cluster();
        return runs.start(
                planned.plan().runbook(),
                ClusterOperations.subject(cluster.id()),
                planned.plan().input(),
                new Runs.Origin(cluster.project(), null, requestedBy));
    }

    private void publish(Cluster cluster, ClusterAction action, String requestedBy) {
        String verb = action.name().charAt(0) + action.name().substring(1).toLowerCase(Locale.ROOT);
        events.publishEvent(new ResourceChanged(
                ClusterOperations.SUBJECT_TYPE,
                cluster.id().value(),
                cluster.project(),
                cluster.id().value(),
                "Cluster" + verb + "Requested",
                verb + " of cluster '" + cluster.spec().name().value() + "' was asked for by " + requestedBy + "."));
    }

    private <T> Answer<T> inTransaction(Supplier<Answer<T>> work) {
        Answer<T> answer = transaction.execute(status -> {
            Answer<T> result = work.get();
            result.match(value -> false, problems -> {
                status.setRollbackOnly();
                return true;
            });
            return result;
        });
        if (answer == null) {
            throw new IllegalStateException("a transaction without an answer");
        }
        return answer;
    }
}
