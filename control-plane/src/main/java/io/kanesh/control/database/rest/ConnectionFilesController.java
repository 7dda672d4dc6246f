package io.kanesh.control.database.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.database.control.ConnectionBundle;
import io.kanesh.control.database.control.Snippets;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Files that programs need to connect to a cluster. */
@RestController
@RequestMapping("/api/v1/projects/{project}/clusters/{cluster}/connection")
@Tag(name = "database")
class ConnectionFilesController {
    private final ClusterOfPath clusterOfPath;
    private final Clusters clusters;
    private final Snippets snippets;
    private final ConnectionBundle bundle;

    ConnectionFilesController(
            ClusterOfPath clusterOfPath, Clusters clusters, Snippets snippets, ConnectionBundle bundle) {
        this.clusterOfPath = clusterOfPath;
        this.clusters = clusters;
        this.snippets = snippets;
        this.bundle = bundle;
    }

    @GetMapping("/snippets")
    @Operation(
            operationId = "listConnectionSnippets",
            summary = "A small program for each of cqlsh, Java, Python, Go and Node.js",
            description = "They read the variables of connect.env in the bundle.")
    Page<SnippetResponse> snippets(Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        clusterOfPath.require(caller, Permission.CONNECT, project, cluster);
        return new Page<>(snippets.all().stream().map(SnippetResponse::from).toList(), null);
    }

    @GetMapping(path = "/bundle", produces = "application/zip")
    @Operation(
            operationId = "getConnectionBundle",
            summary = "A zip with the CA certificates, settings for drivers and the examples; no password")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> bundle(Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        clusterOfPath.require(caller, Permission.CONNECT, project, cluster);
        var connection = Answers.orNotFound(clusters.connection(project, cluster), "cluster", cluster.value());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + cluster.value() + ".zip\"")
                .body(bundle.of(connection));
    }
}
