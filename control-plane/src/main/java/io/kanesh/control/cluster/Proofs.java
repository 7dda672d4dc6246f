package io.kanesh.control.cluster;

import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import java.util.Optional;

/** Proofs that a cluster's disks hold nothing readable. */
public interface Proofs {

    /**
     * Starts the operation that makes one, with markers that nobody has seen before.
     *
     * @param requestedBy name of the caller's token
     */
    Answer<ClusterView> start(ProjectId project, ClusterId cluster, String requestedBy);

    /** The newest first. */
    Page<Proof> list(ProjectId project, ClusterId cluster, Page.Request page);

    Optional<Proof> find(ProjectId project, ClusterId cluster, OperationId operation);
}
