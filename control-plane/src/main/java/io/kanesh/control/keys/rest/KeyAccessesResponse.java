package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.Keys.Accesses;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The newest uses of a key, as its nodes' audit trails have them. */
@Schema(name = "KeyAccessesResponse")
record KeyAccessesResponse(
        List<KeyAccessResponse> items,

        @Schema(description = "nodes that did not answer within 30 seconds")
        List<String> silentNodes) {

    /** One use. */
    @Schema(name = "KeyAccessResponse")
    record KeyAccessResponse(
            String nodeId,

            @Schema(description = "a JSON object as the node wrote it, hash included: one line of its trail")
            String line) {}

    /** @param contains only lines with this text; empty for all */
    static KeyAccessesResponse from(Accesses accesses, String contains) {
        return new KeyAccessesResponse(
                accesses.lines().stream()
                        .filter(access -> access.line().contains(contains))
                        .map(access -> new KeyAccessResponse(access.nodeId(), access.line()))
                        .toList(),
                accesses.silent());
    }
}
