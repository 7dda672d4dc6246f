package io.kanesh.control.access.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to change a token's secret.
 *
 * @param overlapSeconds for how long the secret that it has now counts too; leave out for a day
 */
record RotateTokenRequest(
        @Min(0) @Max(30 * 24 * 3600) @Schema(example = "86400") @Nullable
        Long overlapSeconds) {

    Duration overlap() {
        return overlapSeconds == null ? Duration.ofDays(1) : Duration.ofSeconds(overlapSeconds);
    }
}
