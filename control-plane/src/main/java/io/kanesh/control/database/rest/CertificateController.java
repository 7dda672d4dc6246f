package io.kanesh.control.database.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.database.RotateAuthorityInput;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The authority behind a cluster's certificates; the certificates themselves are renewed without anybody asking. */
@RestController
@Tag(name = "database")
class CertificateController {
    private final ClusterOfPath clusters;
    private final Runs runs;

    CertificateController(ClusterOfPath clusters, Runs runs) {
        this.clusters = clusters;
        this.runs = runs;
    }

    @PostMapping("/api/v1/projects/{project}/clusters/{cluster}:rotate-certificates")
    @Transactional
    @Operation(
            operationId = "rotateClusterCertificates",
            summary = "Replaces a cluster's certificate authority, while its clients stay connected",
            description = "Nodes trust both authorities, then show certificates of the new one with a bridge from the"
                    + " former, and after the overlap trust the new one only. Give clients the new CA certificates of"
                    + " /connection before the overlap ends. Location names the operation to wait for.")
    @ApiResponse(
            responseCode = "202",
            headers = @Header(name = "Location", description = "the operation", schema = @Schema(type = "string")))
    ResponseEntity<Void> rotate(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @RequestBody RotateCertificatesRequest request) {
        clusters.require(caller, Permission.OPERATE, project, cluster);
        var input = new RotateAuthorityInput(cluster.value(), request.overlap());
        OperationId operation = Answers.orThrow(runs.start(
                RotateAuthorityInput.RUNBOOK,
                new Subject("authority", cluster.value()),
                input,
                new Runs.Origin(project, null, caller.name())));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/operations/" + operation.value()))
                .build();
    }
}
