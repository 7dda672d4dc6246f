package io.kanesh.control.cluster.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Proofs;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Proofs over HTTP. */
@RestController
@RequestMapping("/api/v1/projects/{project}/clusters")
@Tag(name = "clusters")
class ProofController {
    private final Proofs proofs;

    ProofController(Proofs proofs) {
        this.proofs = proofs;
    }

    @PostMapping("/{cluster}:prove")
    @Operation(
            operationId = "proveCluster",
            summary = "Searches every byte of a cluster's disks for markers of its own",
            description =
                    "Writes markers of every kind into a keyspace of its own on every node, searches every byte below"
                            + " every node's directories, checks that the same search through the key finds them, drops the"
                            + " keyspace and keeps a signed report. Location names the operation to wait for; the report is"
                            + " then among the proofs under the operation's id.")
    @ApiResponse(
            responseCode = "202",
            headers = @Header(name = "Location", description = "the operation", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = ClusterResponse.class)))
    ResponseEntity<ClusterResponse> prove(
            Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        caller.require(Permission.OPERATE, project);
        ClusterView view = Answers.orThrow(proofs.start(project, cluster, caller.name()));
        var run = view.run();
        var accepted = ResponseEntity.accepted();
        return (run == null
                        ? accepted
                        : accepted.location(
                                URI.create("/api/v1/operations/" + run.id().value())))
                .body(ClusterResponse.from(view, null, caller));
    }

    @GetMapping("/{cluster}/proofs")
    @Operation(operationId = "listProofs", summary = "Lists the proofs of a cluster, the newest first")
    Page<ProofResponse> list(
            Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster, Page.Request page) {
        caller.require(Permission.VIEW, project);
        return proofs.list(project, cluster, page).map(ProofResponse::summaryOf);
    }

    @GetMapping("/{cluster}/proofs/{operation}")
    @Operation(operationId = "getProof", summary = "One proof with its signed report")
    ProofResponse get(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @PathVariable OperationId operation) {
        caller.require(Permission.VIEW, project);
        return ProofResponse.from(
                Answers.orNotFound(proofs.find(project, cluster, operation), "proof", operation.value()));
    }
}
