package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a node may be replaced, and what that costs. Pure. */
public final class ReplaceRules {
    private ReplaceRules() {}

    /**
     * @param lost the node to replace
     * @param absent other nodes that do not serve, and that the replacement does not wait for
     */
    public record Replacement(ObservedNode lost, List<ObservedNode> absent) {
        public Replacement {
            absent = List.copyOf(absent);
        }
    }

    /**
     * @param usedBytes what the node holds as far as is known: what has to be streamed
     * @param force also when it costs something
     */
    public static Answer<Replacement> check(
            Cluster cluster, List<ObservedNode> nodes, NodeId id, long usedBytes, boolean force) {
        ObservedNode lost =
                nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElse(null);
        if (lost == null) {
            return Answer.refused(
                    Problem.of("node-not-found", Kind.NOT_FOUND, "The cluster has no node " + id.value() + ".")
                            .withHint("GET …/nodes lists the cluster's nodes."));
        }
        if (replicas(cluster, lost) < 2) {
            return Answer.refused(conflict(
                    "node-has-the-only-copy",
                    "Data center " + lost.dataCenter() + " keeps one copy of everything: what " + id.value()
                            + " holds is nowhere else.",
                    "Start its machine again, or restore a backup into a new cluster."));
        }
        if (lost.serving() && !force) {
            return Answer.refused(conflict(
                    "node-is-healthy",
                    "Node " + id.value() + " serves. Replacing it streams about " + Words.bytes(usedBytes)
                            + " to a new machine, and until that has ended every range of it has one replica less.",
                    "Restart it with the cluster's :restart, or replace it all the same with ?force=true."));
        }
        List<ObservedNode> absent = nodes.stream()
                .filter(node -> !node.serving() && !node.id().equals(id))
                .toList();
        if (!absent.isEmpty() && !force) {
            return Answer.refused(conflict(
                    "survivors-do-not-serve",
                    "Of the nodes that hold the same data " + ids(absent)
                            + " does not serve either: what only they and " + id.value()
                            + " have acknowledged could not be found again.",
                    "Bring it back first. If it is lost too, ?force=true goes on with the nodes that are left; writes that"
                            + " only lost nodes have acknowledged are gone then."));
        }
        return Answer.of(new Replacement(lost, absent));
    }

    private static int replicas(Cluster cluster, ObservedNode node) {
        return cluster.spec().dataCenters().stream()
                .filter(dataCenter -> dataCenter.name().equals(node.dataCenter()))
                .mapToInt(DataCenterSpec::replicationFactor)
                .findFirst()
                .orElse(1);
    }

    private static String ids(List<ObservedNode> nodes) {
        return nodes.stream().map(node -> node.id().value()).collect(Collectors.joining(", "));
    }

    private static Problem conflict(String code, String message, String hint) {
        return Problem.of(code, Kind.CONFLICT, message).withHint(hint);
    }
}
