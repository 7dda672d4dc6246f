package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.GrantText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Exactly what a key's owner pastes. */
@Schema(name = "GrantTextResponse")
record GrantTextResponse(
        @Schema(allowableValues = {"aws", "gcp", "local"}) String provider,

        String uri,

        @Schema(description = "the identity that is let in: of this project and of no other")
        String principal,

        List<PartResponse> parts) {

    /** One text. */
    @Schema(name = "GrantPartResponse")
    record PartResponse(
            @Schema(allowableValues = {"aws-policy", "aws-terraform", "gcloud", "gcp-terraform", "local-command"})
            String kind,

            String explanation,
            String text) {}

    static GrantTextResponse from(GrantText text) {
        return new GrantTextResponse(
                text.provider().word(),
                text.uri(),
                text.principal(),
                text.parts().stream()
                        .map(part -> new PartResponse(part.kind(), part.explanation(), part.text()))
                        .toList());
    }
}
