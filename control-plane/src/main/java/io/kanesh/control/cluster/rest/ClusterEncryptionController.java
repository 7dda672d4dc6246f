package io.kanesh.control.cluster.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.encryption.ClusterEncryption;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
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

/** How a cluster's files are encrypted, node by node and file class by file class. */
@RestController
@RequestMapping("/api/v1/projects/{project}/clusters")
@Tag(name = "clusters")
class ClusterEncryptionController {
    private final Clusters clusters;
    private final ClusterKeys keys;
    private final Nodes nodes;
    private final ClusterEncryption encryption;

    ClusterEncryptionController(Clusters clusters, ClusterKeys keys, Nodes nodes, ClusterEncryption encryption) {
        this.clusters = clusters;
        this.keys = keys;
        this.nodes = nodes;
        this.encryption = encryption;
    }

    @GetMapping("/{cluster}/encryption")
    @Operation(
            operationId = "getClusterEncryption",
            summary = "Each node's key: state, since when, last good answer, deadline, the KMS's own words")
    ClusterEncryptionResponse get(Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        caller.require(Permission.VIEW, project);
        ClusterView view = find(project, cluster);
        return ClusterEncryptionResponse.from(view, keys, nodes.ofCluster(cluster));
    }

    @GetMapping("/{cluster}/inventory")
    @Operation(
            operationId = "getClusterInventory",
            summary = "Every class of files with its key, algorithm and bytes, as each node counts it now",
            description =
                    "Proof of coverage: nodes read the header of every file. A node that does not answer within 30"
                            + " seconds is named in silentNodes.")
    InventoryResponse inventory(Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        caller.require(Permission.VIEW, project);
        find(project, cluster);
        return InventoryResponse.from(encryption.inventory(cluster));
    }

    @PostMapping("/{cluster}:reencrypt")
    @Operation(
            operationId = "reencryptCluster",
            summary = "Rewrites every file under fresh data keys of the algorithm that the spec names",
            description = "Throttled, while the cluster serves; the operation shows progress and forecast.")
    @ApiResponse(
            responseCode = "202",
            headers = @Header(name = "Location", description = "the operation", schema = @Schema(type = "string")))
    ResponseEntity<ClusterResponse> reencrypt(
            Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        caller.require(Permission.OPERATE, project);
        find(project, cluster);
        var operation = Answers.orThrow(encryption.reencrypt(project, cluster, caller.name()));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/operations/" + operation.value()))
                .body(ClusterResponse.from(find(project, cluster), null, caller));
    }

    private ClusterView find(ProjectId project, ClusterId cluster) {
        return Answers.orNotFound(clusters.find(project, cluster), "cluster", cluster.value());
    }
}
