package io.kanesh.control.cluster.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.cluster.ClusterDraft;
import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Clusters.Created;
import io.kanesh.control.cluster.rest.ClusterResponse.AdminResponse;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.node.FigureBoard;
import io.kanesh.control.project.Projects;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ETags;
import io.kanesh.control.web.MergePatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Clusters over HTTP. */
@RestController
@RequestMapping("/api/v1/projects/{project}/clusters")
@Tag(name = "clusters", description = "Databases: create, look at, change and delete them")
class ClusterController {
    private static final String DRY_RUN = "true: answer what would be done, and do nothing";

    private final Clusters clusters;
    private final Catalog catalog;
    private final ClusterKeys keys;
    private final Projects projects;
    private final FigureBoard board;

    ClusterController(Clusters clusters, Catalog catalog, ClusterKeys keys, Projects projects, FigureBoard board) {
        this.clusters = clusters;
        this.catalog = catalog;
        this.keys = keys;
        this.projects = projects;
        this.board = board;
    }

    @PostMapping
    @Operation(
            operationId = "createCluster",
            summary = "Creates a cluster",
            description = "Answers at once; Location names the operation to wait for. The passwords that were made, the"
                    + " admin's and those of users, are in this"
                    + " answer and in no other, except when the same request is repeated with the same"
                    + " Idempotency-Key: that answer is kept for a day, encrypted under the caller's token.")
    @ApiResponse(
            responseCode = "202",
            headers = @Header(name = "Location", description = "the operation", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = ClusterResponse.class)))
    @ApiResponse(
            responseCode = "200",
            description = "of a dry run",
            content = @Content(schema = @Schema(implementation = ClusterPlanResponse.class)))
    ResponseEntity<Object> create(
            Caller caller,
            @PathVariable ProjectId project,
            @Parameter(description = DRY_RUN) @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody ClusterRequest request) {
        enter(caller, Permission.OPERATE, project);
        ClusterDraft draft = request.toDraft();
        if (dryRun) {
            return ResponseEntity.ok(ClusterPlanResponse.from(
                    Answers.orThrow(clusters.preview(project, draft, request.userDrafts())), catalog, keys));
        }
        Created created = Answers.orThrow(clusters.create(project, draft, request.userDrafts(), caller.name()));
        var admin = new AdminResponse(created.view().cluster().admin().name(), created.adminPassword());
        return ResponseEntity.accepted()
                .location(operation(created.operation().value()))
                .eTag(eTag(created.view()))
                .cacheControl(CacheControl.noStore())
                .body(ClusterResponse.from(created.view(), admin, caller).with(created.users()));
    }

    @GetMapping
    @Operation(operationId = "listClusters", summary = "Lists a project's clusters")
    Page<ClusterResponse> list(
            Caller caller,
            @PathVariable ProjectId project,
            Page.Request page,
            @Parameter(description = "only the cluster with this name", example = "orders")
                    @RequestParam(required = false)
                    @Nullable
                    String name,
            @Parameter(description = "only clusters in this phase", example = "ACTIVE")
                    @RequestParam(required = false)
                    @Nullable
                    String phase,
            @Parameter(description = "only clusters with this label: key or key:value", example = "team:payments")
                    @RequestParam(required = false)
                    @Nullable
                    String label) {
        enter(caller, Permission.VIEW, project);
        var views = clusters.list(project, ListFilter.parse(name, phase, label), page);
        var figures = board.latest(
                views.items().stream().map(view -> view.cluster().id()).toList());
        return views.map(view -> ClusterResponse.from(
                view, null, caller, figures.getOrDefault(view.cluster().id(), List.of())));
    }

    @GetMapping("/{cluster}")
    @Operation(operationId = "getCluster", summary = "One cluster: what was asked for, and what is")
    ResponseEntity<ClusterResponse> get(
            Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        caller.require(Permission.VIEW, project);
        return answer(find(project, cluster), caller);
    }

    @PatchMapping("/{cluster}")
    @Operation(
            operationId = "updateCluster",
            summary = "Changes name, labels or deletion protection",
            description =
                    "A JSON merge patch (RFC 7396) of the spec. Other fields may be repeated as they are; a change"
                            + " of theirs is refused with the reason.")
    @ApiResponse(
            responseCode = "200",
            description = "the cluster; of a dry run, the plan",
            content = @Content(schema = @Schema(oneOf = {ClusterResponse.class, ClusterPlanResponse.class})))
    ResponseEntity<?> update(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @Parameter(description = DRY_RUN) @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ClusterRequest.class)))
                    @RequestBody
                    MergePatch patch) {
        caller.require(Permission.OPERATE, project);
        ClusterView seen = find(project, cluster);
        long generation = seen.cluster().generation().value();
        ETags.check(ifMatch, generation);
        ClusterRequest current = ClusterRequest.from(seen.cluster().spec());
        ClusterRequest patched = patch.applyTo(current, ClusterRequest.class);
        Answers.orThrow(FirstUserRequest.noneIn(patched));
        ClusterDraft wanted = patched.toDraft();
        if (dryRun) {
            return ResponseEntity.ok(ClusterPlanResponse.from(
                    Answers.orThrow(clusters.previewUpdate(project, cluster, wanted, generation)), catalog, keys));
        }
        return answer(Answers.orThrow(clusters.update(project, cluster, wanted, generation, caller.name())), caller);
    }

    @DeleteMapping("/{cluster}")
    @Operation(
            operationId = "deleteCluster",
            summary = "Deletes a cluster with all its data",
            description = "Refused while deletionProtection is true. Location names the operation to wait for.")
    @ApiResponse(
            responseCode = "202",
            headers = @Header(name = "Location", description = "the operation", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = ClusterResponse.class)))
    @ApiResponse(
            responseCode = "200",
            description = "of a dry run",
            content = @Content(schema = @Schema(implementation = ClusterPlanResponse.class)))
    ResponseEntity<Object> delete(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @Parameter(description = DRY_RUN) @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        caller.require(Permission.OPERATE, project);
        long generation = find(project, cluster).cluster().generation().value();
        ETags.check(ifMatch, generation);
        if (dryRun) {
            return ResponseEntity.ok(ClusterPlanResponse.from(
                    Answers.orThrow(clusters.previewDeletion(project, cluster, generation)), catalog, keys));
        }
        ClusterView view = Answers.orThrow(clusters.delete(project, cluster, generation, caller.name()));
        var run = view.run();
        var accepted = ResponseEntity.accepted().eTag(eTag(view));
        return (run == null ? accepted : accepted.location(operation(run.id().value())))
                .body(ClusterResponse.from(view, null, caller));
    }

    @GetMapping("/{cluster}/connection")
    @Operation(operationId = "getClusterConnection", summary = "How programs reach a cluster; without the password")
    ConnectionResponse connection(Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        caller.require(Permission.CONNECT, project);
        return ConnectionResponse.from(
                Answers.orNotFound(clusters.connection(project, cluster), "cluster", cluster.value()));
    }

    /** For what does not look for a cluster, which would say that there is no such project either. */
    private void enter(Caller caller, Permission needed, ProjectId project) {
        caller.require(needed, project);
        Answers.orNotFound(projects.find(project), "project", project.value());
    }

    private ClusterView find(ProjectId project, ClusterId cluster) {
        return Answers.orNotFound(clusters.find(project, cluster), "cluster", cluster.value());
    }

    private ResponseEntity<ClusterResponse> answer(ClusterView view, Caller caller) {
        var id = view.cluster().id();
        var figures = board.latest(List.of(id)).getOrDefault(id, List.of());
        return ResponseEntity.ok().eTag(eTag(view)).body(ClusterResponse.from(view, null, caller, figures));
    }

    private static String eTag(ClusterView view) {
        return ETags.of(view.cluster().generation().value());
    }

    private static URI operation(String id) {
        return URI.create("/api/v1/operations/" + id);
    }
}
