package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.node.ClusterOwners;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the module {@code node}, which knows no cluster, whose a cluster is. */
@Component
class StoredOwners implements ClusterOwners {
    private final ClusterStore store;

    StoredOwners(ClusterStore store) {
        this.store = store;
    }

    @Override
    public Optional<ProjectId> ownerOf(ClusterId cluster) {
        return store.find(cluster).map(Cluster::project);
    }
}
