package io.kanesh.control.node.rest;

import io.swagger.v3.oas.annotations.media.Schema;

/** One line of a log; the values of statements are removed where the log is read, on the node. */
record LogLineResponse(
        @Schema(example = "INFO  [main] 2026-11-21 12:00:00,000 Starting")
        String text) {}
