package io.kanesh.control.cluster;

import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Clusters.Preview;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import org.jspecify.annotations.Nullable;

/** What is done to a cluster that stays what it is: restart, pause, resume, repair, replace a node. */
public interface Maintenance {

    /** What it would do, how long it takes and what it costs; refused when {@link #start} would be. */
    Answer<Preview> preview(ProjectId project, ClusterId id, Work work);

    /**
     * Starts the operation that does it.
     *
     * @param requestedBy name of the caller's token
     */
    Answer<ClusterView> start(ProjectId project, ClusterId id, Work work, String requestedBy);

    /**
     * @param action one that changes no spec
     * @param node to be replaced; null for every other action
     * @param force also when it costs something that the refusal names
     */
    record Work(ClusterAction action, @Nullable NodeId node, boolean force) {
        public Work {
            if ((action == ClusterAction.REPLACE) != (node != null)) {
                throw new IllegalArgumentException("a node is named for replace only");
            }
        }
    }
}
