package io.kanesh.control.database.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.database.AllowList;
import io.kanesh.control.database.rest.AllowListResponse.PreviewResponse;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** From where clients may connect, over HTTP. */
@RestController
@RequestMapping("/api/v1/projects/{project}/clusters/{cluster}/allowed-cidrs")
@Tag(name = "database")
class AllowListController {
    private final ClusterOfPath clusterOfPath;
    private final Clusters clusters;
    private final AllowList lists;

    AllowListController(ClusterOfPath clusterOfPath, Clusters clusters, AllowList lists) {
        this.clusterOfPath = clusterOfPath;
        this.clusters = clusters;
        this.lists = lists;
    }

    @GetMapping
    @Operation(operationId = "getAllowedCidrs", summary = "From where clients may connect, and which nodes enforce it")
    ResponseEntity<AllowListResponse> get(
            Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        return answer(clusterOfPath.require(caller, Permission.VIEW, project, cluster));
    }

    @PutMapping
    @Operation(
            operationId = "setAllowedCidrs",
            summary = "Says from where clients may connect",
            description = "Holds on every node within ten seconds, for new connections and for open ones, which are"
                    + " closed. It is the field allowedCidrs of the cluster's spec.")
    @ApiResponse(
            responseCode = "200",
            description = "the list; of a dry run, who would be cut off",
            content = @Content(schema = @Schema(oneOf = {AllowListResponse.class, PreviewResponse.class})))
    CompletableFuture<? extends ResponseEntity<?>> set(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @Parameter(description = "true: answer which connected clients would be cut off, and change nothing")
                    @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody AllowListRequest request) {
        ClusterView seen = clusterOfPath.require(caller, Permission.ADMINISTER_DATABASE, project, cluster);
        long generation = seen.cluster().generation().value();
        ETags.check(ifMatch, generation);
        List<String> networks = request.networks();
        if (dryRun) {
            List<String> checked = Answers.orThrow(clusters.checkCidrs(networks));
            return lists.wouldCut(seen.cluster(), checked)
                    .thenApply(cut -> ResponseEntity.ok(PreviewResponse.from(checked, cut)));
        }
        return CompletableFuture.completedFuture(
                answer(Answers.orThrow(clusters.admit(project, cluster, networks, generation, caller.name()))));
    }

    private ResponseEntity<AllowListResponse> answer(ClusterView view) {
        return ResponseEntity.ok()
                .eTag(ETags.of(view.cluster().generation().value()))
                .body(AllowListResponse.from(view.cluster(), lists.standing(view.cluster())));
    }
}
