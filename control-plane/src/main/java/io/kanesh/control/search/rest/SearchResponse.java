package io.kanesh.control.search.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What is called so, the closest first. */
record SearchResponse(
        List<FoundResponse> items,

        @Schema(description = "whether there is more than was asked for")
        boolean truncated) {}
