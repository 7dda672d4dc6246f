package io.kanesh.control.keys.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a registered key can be changed: its name and description. Another uri is another key. */
@Schema(name = "ChangeKeyRequest")
record ChangeKeyRequest(
        @Schema(example = "orders-key") @Nullable String name,

        @Schema(description = "at most 500 characters", example = "the key of the orders team") @Nullable
        String description) {}
