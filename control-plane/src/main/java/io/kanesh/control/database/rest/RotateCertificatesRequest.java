package io.kanesh.control.database.rest;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a cluster's authority is replaced. */
@Schema(name = "RotateCertificatesRequest")
record RotateCertificatesRequest(
        @Schema(
                description = "how long clients that know only the former CA still get in, at most 2592000 (30 days);"
                        + " 604800 (a week) by default",
                example = "604800")
        @Nullable
        Long overlapSeconds) {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** @throws ProblemException 422 out of bounds */
    long overlap() {
        long seconds = overlapSeconds == null ? USUAL.toSeconds() : overlapSeconds;
        if (seconds < 0 || seconds > LONGEST.toSeconds()) {
            throw new ProblemException(Problem.invalid(
                    "overlapSeconds",
                    "overlap-invalid",
                    "Two authorities can be trusted at once for 0 to " + LONGEST.toSeconds() + " seconds.",
                    "e.g. 604800"));
        }
        return seconds;
    }
}
