package io.kanesh.control.access.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What to sign in with. */
record SessionRequest(
        @NotNull @Size(min = 1, max = 256) @Schema(example = "kns_…")
        String token) {
    @Override
    public String toString() {
        return "SessionRequest[]";
    }
}
