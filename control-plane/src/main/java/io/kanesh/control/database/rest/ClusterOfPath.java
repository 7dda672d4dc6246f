package io.kanesh.control.database.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.web.Answers;
import org.springframework.stereotype.Component;

/** The cluster that a path names, for a caller who may do something with it. */
@Component
class ClusterOfPath {
    private final Clusters clusters;

    ClusterOfPath(Clusters clusters) {
        this.clusters = clusters;
    }

    /** @throws io.kanesh.control.web.ProblemException 404 for what is not there or foreign, 403 without the permission */
    ClusterView require(Caller caller, Permission needed, ProjectId project, ClusterId cluster) {
        caller.require(needed, project);
        return Answers.orNotFound(clusters.find(project, cluster), "cluster", cluster.value());
    }
}
