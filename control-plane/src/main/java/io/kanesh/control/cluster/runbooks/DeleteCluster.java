package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.alert;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.cluster.control.ClusterStore;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceChanged;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Brings a cluster, whatever state it is in, to nothing. */
@Component
final class DeleteCluster implements Runbook<DeleteClusterInput> {
    static final String NAME = "delete-cluster";

    private final Nodes nodes;
    private final NodeRuns nodeRuns;
    private final Runs runs;
    private final ClusterStore clusters;
    private final Certificates certificates;
    private final ClusterKeys keys;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    DeleteCluster(
            Nodes nodes,
            NodeRuns nodeRuns,
            Runs runs,
            ClusterStore clusters,
            Certificates certificates,
            ClusterKeys keys,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.nodes = nodes;
        this.nodeRuns = nodeRuns;
        this.runs = runs;
        this.clusters = clusters;
        this.certificates = certificates;
        this.keys = keys;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public void declare(Steps<DeleteClusterInput> steps) {
        steps.pointOfNoReturn("The customer asked for the end of the data; the first machine takes a part of it away.");
        steps.act("stop-engines", this::stopEngines);
        steps.act("release-nodes", this::releaseNodes);
        steps.await("nodes-are-released", this::nodesAreReleased)
                .within(Duration.ofMinutes(15), alert("The machines of a deleted cluster are still there."));
        steps.act("destroy-key", this::destroyKey)
                .within(Duration.ofDays(1), alert("The key of a deleted cluster is not destroyed."));
        steps.act("forget-cluster", this::forgetCluster);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "Before: a cluster, whole, broken or never made. After: none of its machines, processes, certificates and"
                + " rows is left, its data is gone, and its name is free. It does not wait for engines to stop: a machine"
                + " that does not answer must not keep a customer's data alive.";
    }

    @Override
    public Class<DeleteClusterInput> inputType() {
        return DeleteClusterInput.class;
    }

    private Outcome stopEngines(StepContext<DeleteClusterInput> context) {
        List<Node> left = left(context);
        for (Node node : left) {
            nodes.configure(node.spec().id(), EngineState.STOPPED, node.engine(), context.fence());
        }
        return Outcome.done(left.size() + " told to stop");
    }

    private Outcome releaseNodes(StepContext<DeleteClusterInput> context) {
        var project = new ProjectId(context.input().projectId());
        left(context).forEach(node -> keys.dismiss(project, node.spec().id()));
        return nodeRuns.release(
                NodeRuns.idsOf(left(context)), new ProjectId(context.input().projectId()), context.operation());
    }

    private Outcome nodesAreReleased(StepContext<DeleteClusterInput> context) {
        return runs.childrenHaveSucceeded(context.operation(), ReleaseNodeInput.RUNBOOK);
    }

    /** A customer's own key is left as it is. */
    private Outcome destroyKey(StepContext<DeleteClusterInput> context) {
        keys.destroy(new ClusterId(context.input().clusterId()));
        return Outcome.done();
    }

    private Outcome forgetCluster(StepContext<DeleteClusterInput> context) {
        var id = new ClusterId(context.input().clusterId());
        transaction.executeWithoutResult(status -> clusters.find(id).ifPresent(cluster -> {
            certificates.forget(id);
            keys.forget(id);
            clusters.remove(id);
            events.publishEvent(new ResourceChanged(
                            "cluster",
                            id.value(),
                            cluster.project(),
                            id.value(),
                            "ClusterDeleted",
                            "Cluster '" + cluster.spec().name().value() + "' and all its data are gone.")
                    .from(cluster.spec(), null));
        }));
        return Outcome.done();
    }

    private List<Node> left(StepContext<DeleteClusterInput> context) {
        return nodes.ofCluster(new ClusterId(context.input().clusterId()));
    }
}
