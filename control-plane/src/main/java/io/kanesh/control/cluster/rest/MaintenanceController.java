package io.kanesh.control.cluster.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.cluster.ClusterAction;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Maintenance;
import io.kanesh.control.cluster.Maintenance.Work;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Maintenance of a cluster over HTTP. Every answer names the operation to wait for; a refusal says why and what to do. */
@RestController
@RequestMapping("/api/v1/projects/{project}/clusters")
@Tag(name = "clusters")
@ApiResponse(
        responseCode = "202",
        headers = @Header(name = "Location", description = "the operation", schema = @Schema(type = "string")),
        content = @Content(schema = @Schema(implementation = ClusterResponse.class)))
@ApiResponse(
        responseCode = "200",
        description = "of a dry run",
        content = @Content(schema = @Schema(implementation = ClusterPlanResponse.class)))
class MaintenanceController {
    private static final String DRY_RUN = "true: answer what would be done, and do nothing";

    private final Maintenance maintenance;
    private final Catalog catalog;
    private final ClusterKeys keys;

    MaintenanceController(Maintenance maintenance, Catalog catalog, ClusterKeys keys) {
        this.maintenance = maintenance;
        this.catalog = catalog;
        this.keys = keys;
    }

    @PostMapping("/{cluster}:restart")
    @Operation(
            operationId = "restartCluster",
            summary = "Restarts every engine of a cluster while it serves",
            description =
                    "A rack at a time; clients are sent to other nodes before an engine stops, and the next rack follows"
                            + " when every node sees every other one.")
    ResponseEntity<Object> restart(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @Parameter(description = DRY_RUN) @RequestParam(defaultValue = "false") boolean dryRun) {
        return perform(caller, project, cluster, new Work(ClusterAction.RESTART, null, false), dryRun);
    }

    @PostMapping("/{cluster}:pause")
    @Operation(
            operationId = "pauseCluster",
            summary = "Stops every engine of a cluster and keeps its machines",
            description = "Machines, and on a cloud their price, stay. Resume starts the engines again.")
    ResponseEntity<Object> pause(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @Parameter(description = DRY_RUN) @RequestParam(defaultValue = "false") boolean dryRun) {
        return perform(caller, project, cluster, new Work(ClusterAction.PAUSE, null, false), dryRun);
    }

    @PostMapping("/{cluster}:resume")
    @Operation(operationId = "resumeCluster", summary = "Starts the engines of a paused cluster")
    ResponseEntity<Object> resume(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @Parameter(description = DRY_RUN) @RequestParam(defaultValue = "false") boolean dryRun) {
        return perform(caller, project, cluster, new Work(ClusterAction.RESUME, null, false), dryRun);
    }

    @PostMapping("/{cluster}:repair")
    @Operation(
            operationId = "repairCluster",
            summary = "Compares all replicas of a cluster and brings them together",
            description = "Node after node, by Cassandra's full repair.")
    ResponseEntity<Object> repair(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @Parameter(description = DRY_RUN) @RequestParam(defaultValue = "false") boolean dryRun) {
        return perform(caller, project, cluster, new Work(ClusterAction.REPAIR, null, false), dryRun);
    }

    @PostMapping("/{cluster}/nodes/{node}:replace")
    @Operation(
            operationId = "replaceNode",
            summary = "Puts a new machine in the place of a node",
            description =
                    "The nodes that are left are compared first, then the new one takes the lost one's tokens and data, and"
                            + " is compared with the others. A node that serves is replaced with force only.")
    ResponseEntity<Object> replace(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @PathVariable NodeId node,
            @Parameter(description = "true: also when it costs what the refusal names")
                    @RequestParam(defaultValue = "false")
                    boolean force,
            @Parameter(description = DRY_RUN) @RequestParam(defaultValue = "false") boolean dryRun) {
        return perform(caller, project, cluster, new Work(ClusterAction.REPLACE, node, force), dryRun);
    }

    private ResponseEntity<Object> perform(
            Caller caller, ProjectId project, ClusterId cluster, Work work, boolean dryRun) {
        caller.require(Permission.OPERATE, project);
        if (dryRun) {
            return ResponseEntity.ok(ClusterPlanResponse.from(
                    Answers.orThrow(maintenance.preview(project, cluster, work)), catalog, keys));
        }
        ClusterView view = Answers.orThrow(maintenance.start(project, cluster, work, caller.name()));
        var accepted = ResponseEntity.accepted()
                .eTag(ETags.of(view.cluster().generation().value()));
        var run = view.run();
        return (run == null
                        ? accepted
                        : accepted.location(
                                URI.create("/api/v1/operations/" + run.id().value())))
                .body(ClusterResponse.from(view, null, caller));
    }
}
