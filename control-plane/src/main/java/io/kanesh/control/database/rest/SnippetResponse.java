package io.kanesh.control.database.rest;

import io.kanesh.control.database.Snippet;
import io.swagger.v3.oas.annotations.media.Schema;

/** A small program that connects; it reads the variables of the bundle's connect.env. */
@Schema(name = "SnippetResponse")
record SnippetResponse(
        @Schema(example = "Python") String language,
        @Schema(example = "connect.py") String file,
        @Schema(description = "what has to be installed") String needs,
        String run,
        String text) {

    static SnippetResponse from(Snippet snippet) {
        return new SnippetResponse(snippet.language(), snippet.file(), snippet.needs(), snippet.run(), snippet.text());
    }
}
