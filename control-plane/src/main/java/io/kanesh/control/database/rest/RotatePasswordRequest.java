package io.kanesh.control.database.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A new password for a user. */
@Schema(name = "RotatePasswordRequest")
record RotatePasswordRequest(
        @Schema(description = "12 characters to 72 bytes; left out, one is made and shown once") @Nullable
        String password,

        @Schema(
                description = "how long the present password holds beside the new one, at most 604800; 3600 by default",
                example = "3600")
        @Nullable
        Long overlapSeconds) {
    private static final Duration USUAL = Duration.ofHours(1);

    Duration overlap() {
        return overlapSeconds == null ? USUAL : Duration.ofSeconds(overlapSeconds);
    }

    @Override
    public String toString() {
        return "RotatePasswordRequest[password not shown]";
    }
}
