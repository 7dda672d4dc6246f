package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.KeyUse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Uses of a key, the newest first. */
@Schema(name = "KeyAccessesResponse")
record KeyAccessesResponse(
        List<KeyAccessResponse> items,

        @Schema(description = "opaque; null on the last page") @Nullable
        String nextPageToken,

        @Schema(description = "nodes that did not answer just now; what they said before is among the items")
        List<String> silentNodes) {

    /** One use. */
    @Schema(name = "KeyAccessResponse")
    record KeyAccessResponse(
            String nodeId,
            Instant at,
            @Schema(example = "validate") String reason,

            @Schema(description = "OK, or the class of the refusal", example = "OK")
            String outcome,

            @Schema(description = "false: its hash does not follow from the line before it")
            boolean chained,

            @Schema(description = "a JSON object as the node wrote it, hash included: one line of its trail")
            String line) {
        static KeyAccessResponse from(KeyUse use) {
            return new KeyAccessResponse(
                    use.node().value(), use.at(), use.reason(), use.outcome(), use.chained(), use.text());
        }
    }
}
