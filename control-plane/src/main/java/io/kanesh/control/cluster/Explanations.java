package io.kanesh.control.cluster;

import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Clusters.PreviewedChange;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a cluster is left as it is, or what is about to be done to it: the reconciler's reasoning, for people. */
public interface Explanations {

    /** Plans as the reconciler would now, and says what came of it. Nothing is started. Empty when there is no such cluster. */
    Optional<Explanation> explain(ProjectId project, ClusterId id);

    /**
     * A plan with its reasons.
     *
     * @param reason stable, CamelCase
     * @param message one sentence: why it is so, and what comes next
     * @param changes of a plan that is to be carried out, in their order; else none
     * @param nodes what was seen of each node
     * @param last the newest operation that has ended; null for none
     */
    record Explanation(
            ClusterView view,
            Verdict verdict,
            String reason,
            String message,
            List<PreviewedChange> changes,
            List<SeenNode> nodes,
            @Nullable EndedOperation last,
            Instant at) {
        public Explanation {
            changes = List.copyOf(changes);
            nodes = List.copyOf(nodes);
        }
    }

    /** What a plan comes to. */
    enum Verdict {
        /** What is, is what was asked for. */
        CONVERGED,
        /** Something is to be done, and cannot be now. */
        BLOCKED,
        /** Something is to be done, and the next round starts it. */
        CHANGES
    }

    /** @param doing what a node that does not serve is doing; null when it serves */
    record SeenNode(
            String id,
            String dataCenter,
            String rack,
            boolean isServing,
            @Nullable String doing) {}

    /** @param error null when it succeeded */
    record EndedOperation(
            OperationId id,
            String kind,
            boolean hasSucceeded,
            @Nullable String error) {}
}
