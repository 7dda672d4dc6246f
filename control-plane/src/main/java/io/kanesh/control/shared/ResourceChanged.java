package io.kanesh.control.shared;

import io.kanesh.control.shared.Id.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * Something changed: published inside the transaction that changed it, kept and streamed by {@code activity}.
 *
 * @param type {@code cluster}, {@code node}, {@code operation}, {@code project}, {@code token}, …
 * @param id the resource's id
 * @param project whose it is; null for installation-wide resources
 * @param clusterId the cluster that it belongs to; null when it belongs to none
 * @param reason stable, CamelCase, e.g. {@code ClusterRequested}
 * @param message one sentence for a person; never a secret
 */
public record ResourceChanged(
        String type,
        String id,
        @Nullable ProjectId project,
        @Nullable String clusterId,
        String reason,
        String message) {}
