package io.kanesh.control.access.rest;

import io.kanesh.control.access.Grant;
import io.kanesh.control.access.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A role, and where it counts: in a project, in an organization, or (neither) in the whole installation. */
@Schema(name = "GrantResponse")
record GrantResponse(
        Role role,

        @Schema(example = "org_01kaj5r3w0h8xq2m4t6v9b1c3d") @Nullable
        String organizationId,

        @Schema(example = "prj_01kaj5r3w0h8xq2m4t6v9b1c3d") @Nullable
        String projectId) {

    static GrantResponse from(Grant grant) {
        return new GrantResponse(
                grant.role(),
                grant.organization() == null ? null : grant.organization().value(),
                grant.project() == null ? null : grant.project().value());
    }

    static List<GrantResponse> from(Set<Grant> grants) {
        return grants.stream()
                .map(GrantResponse::from)
                .sorted(Comparator.comparing(GrantResponse::toString))
                .toList();
    }
}
