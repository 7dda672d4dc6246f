package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.Keys.Deletion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** Proof that nothing depended on a key when it was forgotten. */
@Schema(name = "KeyDeletionResponse")
record KeyDeletionResponse(
        String keyId,
        String uri,
        Instant deletedAt,
        String deletedBy,

        @Schema(description = "what was looked at, and found so")
        List<String> examined,

        String whatRemains) {

    static KeyDeletionResponse from(Deletion deletion) {
        return new KeyDeletionResponse(
                deletion.key().id().value(),
                deletion.key().reference().uri(),
                deletion.at(),
                deletion.deletedBy(),
                deletion.examined(),
                "The key itself is in its KMS and stays there: take our grant away, or delete it, there.");
    }
}
