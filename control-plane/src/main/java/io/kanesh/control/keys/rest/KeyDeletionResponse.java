package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.KeyDeletion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** Signed proof that nothing depended on a key when it was forgotten. */
@Schema(name = "KeyDeletionResponse")
record KeyDeletionResponse(
        String keyId,
        Instant deletedAt,

        @Schema(description = "JSON as it was signed, byte by byte: what was examined, and what remains")
        String report,

        @Schema(description = "of the report: SHA-256 with ECDSA, DER, in Base64")
        String signature,

        @Schema(description = "whose key signed: the installation's authority")
        String certificatePem) {

    static KeyDeletionResponse from(KeyDeletion deletion) {
        return new KeyDeletionResponse(
                deletion.key().value(),
                deletion.at(),
                deletion.report(),
                deletion.signature(),
                deletion.certificatePem());
    }
}
