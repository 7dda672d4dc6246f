package io.kanesh.control.project.rest;

import io.kanesh.control.shared.ResourceName;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A project as asked for.
 *
 * @param organizationId leave out when the caller has roles in one organization only
 */
record CreateProjectRequest(
        @NotNull
        @Pattern(regexp = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?", message = "has " + ResourceName.RULE)
        @Schema(example = "payments")
        String name,

        @Pattern(regexp = "org_[0-9a-hjkmnp-tv-z]{26}", message = "is the id of an organization")
        @Schema(example = "org_00000000000000000000000000")
        @Nullable
        String organizationId) {}
