package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where clusters are kept. Every method joins the caller's transaction; after an answer that says no, the transaction must be
 * rolled back.
 */
public interface ClusterStore {

    /** False when its name is taken in its project. */
    boolean insert(Cluster cluster);

    boolean nameTaken(ProjectId project, ResourceName name);

    Optional<Cluster> find(ClusterId id);

    /** At most {@code limit} clusters with ids above {@code after}, by id. */
    List<Cluster> page(ProjectId project, @Nullable String after, int limit);

    List<ClusterId> ids();

    /** Keeps everything but the status; {@code changed} must be the next generation of what is kept. */
    Saved saveSpec(Cluster changed);

    /** False when the cluster is gone, or another writer was faster. */
    boolean saveStatus(ClusterId id, ClusterStatus status);

    /** Without effect when it is gone. */
    void remove(ClusterId id);

    /** What came of saving. */
    enum Saved {
        YES,
        STALE,
        NAME_TAKEN
    }
}
