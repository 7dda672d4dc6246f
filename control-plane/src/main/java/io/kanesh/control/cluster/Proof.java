package io.kanesh.control.cluster;

import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.Instant;

/**
 * That nothing of a cluster lies readable on its disks: what was searched, and what was found.
 *
 * @param operation that made it
 * @param clean whether no marker was found, and the control found them all
 * @param report JSON, exactly the bytes that are signed
 * @param signature of the report's UTF-8 bytes, SHA-256 with ECDSA, Base64
 * @param certificatePem of the cluster's authority, whose key signed
 */
public record Proof(
        OperationId operation,
        ClusterId cluster,
        ProjectId project,
        Instant createdAt,
        boolean clean,
        String report,
        String signature,
        String certificatePem) {}
