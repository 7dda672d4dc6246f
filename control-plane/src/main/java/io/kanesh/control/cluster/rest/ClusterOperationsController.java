package io.kanesh.control.cluster.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What was and is being done to a cluster. */
@RestController
@Tag(name = "clusters")
class ClusterOperationsController {
    /** A cluster lives through some operations a week; older ones are in the list of all operations. */
    private static final int NEWEST = 1000;

    private final Clusters clusters;
    private final Runs runs;

    ClusterOperationsController(Clusters clusters, Runs runs) {
        this.clusters = clusters;
        this.runs = runs;
    }

    @GetMapping("/api/v1/projects/{project}/clusters/{cluster}/operations")
    @Operation(
            operationId = "listClusterOperations",
            summary = "Lists a cluster's operations, the newest first",
            description = "Summaries; /operations/{operation} has the steps.")
    Page<ClusterOperationResponse> list(
            Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster, Page.Request page) {
        caller.require(Permission.VIEW, project);
        Answers.orNotFound(clusters.find(project, cluster), "cluster", cluster.value());
        String after = page.after();
        List<Run> found = runs.latestFor(new Subject("cluster", cluster.value()), NEWEST).stream()
                .filter(run -> after == null || run.id().value().compareTo(after) < 0)
                .limit(page.size() + 1L)
                .toList();
        return Page.of(found, page, run -> run.id().value()).map(ClusterOperationResponse::from);
    }
}
