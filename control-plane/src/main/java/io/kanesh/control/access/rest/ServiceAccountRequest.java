package io.kanesh.control.access.rest;

import io.kanesh.control.shared.ResourceName;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** A service account as asked for. */
record ServiceAccountRequest(
        @NotNull
        @Pattern(regexp = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?", message = "has " + ResourceName.RULE)
        @Schema(example = "terraform")
        String name) {}
