package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.Keys.KeyDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key of one's own, by its name in its KMS. */
@Schema(name = "RegisterKeyRequest")
record RegisterKeyRequest(
        @Schema(
                description = "1 to 63 lower-case letters, digits and hyphens, starting with a letter; unique in the"
                        + " project",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "orders-key")
        @Nullable
        String name,

        @Schema(description = "at most 500 characters", example = "the key of the orders team") @Nullable
        String description,

        @Schema(description = "aws, gcp or local; by default what the uri says", example = "aws") @Nullable
        String provider,

        @Schema(
                description = "an AWS key ARN, a Google Cloud key name, or kanesh-local://<region>/<key>",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
        @Nullable
        String uri) {

    KeyDraft toDraft() {
        return new KeyDraft(name, description, provider, uri);
    }
}
