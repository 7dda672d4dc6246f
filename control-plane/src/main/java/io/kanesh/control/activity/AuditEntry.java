package io.kanesh.control.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the audit trail says of one thing that happened. Flat, so that one line of text is one entry.
 *
 * @param kind {@code REQUEST}: something was asked for; {@code CHANGE}: a resource changed; {@code TRIM}: old entries went
 * @param actorId of the token or person; null for nobody known
 * @param actorName {@code system} for what the control plane does by itself
 * @param roles the actor's roles, e.g. {@code OPERATOR prj_…}; the first few
 * @param address that the request came from
 * @param requestId the trace id that the answer carried
 * @param operation of the API, e.g. {@code createCluster}; null when the request reached none
 * @param outcome {@code DONE}, {@code REFUSED} or {@code FAILED}
 * @param code of the problem that refused it
 * @param repeated how many more like this one were not written one by one; null for none
 * @param before the spec before; null when there was none
 * @param after the spec after; null when there is none
 */
public record AuditEntry(
        String kind,
        @Nullable String actorId,
        String actorName,
        List<String> roles,
        @Nullable String address,
        @Nullable String requestId,
        @Nullable String operation,
        @Nullable String method,
        @Nullable String path,
        @Nullable Integer status,
        String outcome,
        @Nullable String code,
        @Nullable Integer repeated,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable String projectId,
        @Nullable String organizationId,
        @Nullable String clusterId,
        @Nullable String reason,
        @Nullable String message,
        @Nullable Object before,
        @Nullable Object after) {

    public AuditEntry {
        roles = List.copyOf(roles);
    }

    /** What it is found by: the operation, or the reason of a change. */
    public String action() {
        if (operation != null) {
            return operation;
        }
        return reason == null ? String.valueOf(method) : reason;
    }
}
