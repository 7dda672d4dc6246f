package io.kanesh.control.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param sequence rises with time within one process; two processes may interleave
 * @param type of the resource: {@code cluster}, {@code node}, {@code operation}, …
 * @param projectId null for what belongs to the whole installation
 * @param reason stable, CamelCase
 * @param message one sentence for a person
 */
public record Event(
        long sequence,
        Instant at,
        String type,
        String resourceId,
        @Nullable String projectId,
        @Nullable String clusterId,
        String reason,
        String message) {}
