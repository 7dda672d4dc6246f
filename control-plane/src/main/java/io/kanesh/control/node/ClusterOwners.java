package io.kanesh.control.node;

import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.Optional;

/** Given by whoever knows clusters: this module shows the nodes of a cluster that may not have any yet. */
@FunctionalInterface
public interface ClusterOwners {

    /** The project of a cluster; empty when there is no such cluster. */
    Optional<ProjectId> ownerOf(ClusterId cluster);
}
