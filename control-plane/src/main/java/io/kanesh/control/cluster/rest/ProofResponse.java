package io.kanesh.control.cluster.rest;

import io.kanesh.control.cluster.Proof;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A signed report. The list leaves report, signature and certificate out. */
record ProofResponse(
        @Schema(description = "the operation that made it") String operationId,
        String clusterId,
        String createdAt,

        @Schema(description = "CLEAN: no marker was found, and the control found all; FOUND: see the report")
        String verdict,

        @Schema(description = "JSON as it was signed, byte by byte", nullable = true) @Nullable
        String report,

        @Schema(description = "of the report's UTF-8 bytes: SHA-256 with ECDSA, DER, Base64", nullable = true) @Nullable
        String signature,

        @Schema(description = "whose key signed: the cluster's authority, as in its connection", nullable = true)
        @Nullable
        String certificatePem) {

    static ProofResponse from(Proof proof) {
        return new ProofResponse(
                proof.operation().value(),
                proof.cluster().value(),
                proof.createdAt().toString(),
                verdict(proof),
                proof.report(),
                proof.signature(),
                proof.certificatePem());
    }

    static ProofResponse summaryOf(Proof proof) {
        return new ProofResponse(
                proof.operation().value(),
                proof.cluster().value(),
                proof.createdAt().toString(),
                verdict(proof),
                null,
                null,
                null);
    }

    private static String verdict(Proof proof) {
        return proof.clean() ? "CLEAN" : "FOUND";
    }
}
