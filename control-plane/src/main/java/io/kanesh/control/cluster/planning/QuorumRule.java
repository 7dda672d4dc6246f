package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.cluster.planning.StatusRules.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether LOCAL_QUORUM answers in every data center, for keyspaces with the data center's replication factor.
 *
 * <p>A quorum of {@code rf} replicas is {@code rf / 2 + 1}. With at least as many racks as replicas no rack holds two
 * replicas of a range, so as many racks as a quorum can spare may have nodes down; with fewer racks, as many nodes. Beyond
 * that it depends on the range, and unknown is the honest answer, until fewer nodes serve than a quorum needs.
 */
final class QuorumRule {
    private QuorumRule() {}

    static Finding judge(ClusterSpec spec, Observed observed) {
        var worst = Condition.Status.TRUE;
        var sentences = new ArrayList<String>();
        for (DataCenterSpec dataCenter : spec.dataCenters()) {
            Condition.Status status = judge(dataCenter, StatusRules.nodesOf(dataCenter, observed));
            if (status != Condition.Status.TRUE) {
                sentences.add(dataCenter.name()
                        + (status == Condition.Status.FALSE
                                ? ": fewer nodes serve than a quorum needs."
                                : ": some ranges may lack a quorum."));
                worst = worst == Condition.Status.FALSE ? worst : status;
            }
        }
        return switch (worst) {
            case TRUE ->
                new Finding(
                        Condition.Type.QUORUM_AVAILABLE,
                        worst,
                        "EnoughReplicas",
                        "Every range has a quorum of its replicas.");
            case FALSE ->
                new Finding(Condition.Type.QUORUM_AVAILABLE, worst, "TooFewNodes", String.join(" ", sentences));
            case UNKNOWN ->
                new Finding(Condition.Type.QUORUM_AVAILABLE, worst, "DependsOnRange", String.join(" ", sentences));
        };
    }

    private static Condition.Status judge(DataCenterSpec dataCenter, List<ObservedNode> nodes) {
        int replicas = dataCenter.replicationFactor();
        int quorum = replicas / 2 + 1;
        List<ObservedNode> down = nodes.stream().filter(node -> !node.serving()).toList();
        if (nodes.size() - down.size() < quorum) {
            return Condition.Status.FALSE;
        }
        long racks = nodes.stream().map(ObservedNode::rack).distinct().count();
        long lost = racks >= replicas
                ? down.stream().map(ObservedNode::rack).distinct().count()
                : down.size();
        int missing = dataCenter.nodeCount() - nodes.size();
        return lost + missing <= replicas - quorum ? Condition.Status.TRUE : Condition.Status.UNKNOWN;
    }
}
