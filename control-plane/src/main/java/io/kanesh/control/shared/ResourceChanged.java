package io.kanesh.control.shared;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * Something changed: published inside the transaction that changed it, kept and streamed by {@code activity}.
 *
 * @param type {@code cluster}, {@code node}, {@code operation}, {@code project}, {@code token}, …
 * @param id the resource's id
 * @param project whose it is; null for what belongs to no project
 * @param clusterId the cluster that it belongs to; null when it belongs to none
 * @param reason stable, CamelCase, e.g. {@code ClusterRequested}
 * @param message one sentence for a person; never a secret
 * @param organization whose it is when it belongs to no project; null for installation-wide resources
 * @param before what was asked for until now, for the audit trail; a record, null when there was nothing
 * @param after what is asked for from now on; null when there is nothing any more
 */
public record ResourceChanged(
        String type,
        String id,
        @Nullable ProjectId project,
        @Nullable String clusterId,
        String reason,
        String message,
        @Nullable OrganizationId organization,
        @Nullable Object before,
        @Nullable Object after) {

    public ResourceChanged(
            String type,
            String id,
            @Nullable ProjectId project,
            @Nullable String clusterId,
            String reason,
            String message) {
        this(type, id, project, clusterId, reason, message, null, null, null);
    }

    /** With what was asked for before and after, for the audit trail. */
    public ResourceChanged from(@Nullable Object was, @Nullable Object is) {
        return new ResourceChanged(type, id, project, clusterId, reason, message, organization, was, is);
    }

    /** Of an organization. */
    public ResourceChanged in(@Nullable OrganizationId whose) {
        return new ResourceChanged(type, id, project, clusterId, reason, message, whose, before, after);
    }
}
