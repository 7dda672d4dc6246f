package io.kanesh.control.cluster.control;

import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.cluster.planning.Observed;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.cluster.runbooks.NodeWords;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.ClusterId;
import org.springframework.stereotype.Component;

/** The world as nodes' reports and the journal of runs tell it. */
@Component
class ObservedWorld implements ClusterWorld {
    private final Nodes nodes;
    private final ClusterOperations operations;

    ObservedWorld(Nodes nodes, ClusterOperations operations) {
        this.nodes = nodes;
        this.operations = operations;
    }

    @Override
    public Observed observe(ClusterId id) {
        var latest = operations.latest(id);
        return new Observed(
                nodes.ofCluster(id).stream().map(ObservedWorld::observed).toList(), latest.active(), latest.last());
    }

    private static ObservedNode observed(Node node) {
        boolean serving = node.isServing();
        NodeReport report = node.report();
        return new ObservedNode(
                node.spec().id(),
                node.spec().dataCenter(),
                node.spec().zone(),
                node.address(),
                serving,
                serving ? null : NodeWords.doing(node),
                node.keyReport(),
                report == null || node.isReportFresh() ? null : report.key());
    }
}
