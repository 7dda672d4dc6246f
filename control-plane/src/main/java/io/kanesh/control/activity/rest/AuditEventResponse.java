package io.kanesh.control.activity.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of the audit trail; the members of its line. */
record AuditEventResponse(
        String hash,
        long sequence,
        @Schema(description = "hash of the entry before") String previous,
        Instant at,

        @Schema(allowableValues = {"REQUEST", "CHANGE", "TRIM"})
        String kind,

        @Schema(description = "of the token or person; null for nobody known") @Nullable
        String actorId,

        @Schema(example = "ci-pipeline") String actorName,

        @Schema(example = "[\"OPERATOR prj_01kaj5r3w0h8xq2m4t6v9b1c3d\"]")
        List<String> roles,

        @Nullable String address,

        @Schema(description = "the X-Trace-Id of the answer") @Nullable
        String requestId,

        @Nullable String operation,
        @Nullable String method,
        @Nullable String path,
        @Nullable Integer status,

        @Schema(allowableValues = {"DONE", "REFUSED", "FAILED"})
        String outcome,

        @Schema(description = "of the problem that refused it") @Nullable
        String code,

        @Schema(description = "how many more like this were not written one by one") @Nullable
        Integer repeated,

        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable String projectId,
        @Nullable String organizationId,
        @Nullable String clusterId,
        @Nullable String reason,
        @Nullable String message,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after) {}
