package io.kanesh.control.keys.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.keys.KeyUse;
import io.kanesh.control.keys.Keys;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Who used a key, when and why. */
@RestController
@RequestMapping("/api/v1/projects/{project}/keys/{key}")
@Tag(name = "keys")
class KeyAccessController {
    private static final int MOST_LINES = 1000;
    private static final String NDJSON = "application/x-ndjson";

    private final Keys keys;

    KeyAccessController(Keys keys) {
        this.keys = keys;
    }

    @GetMapping("/accesses")
    @Operation(
            operationId = "listKeyAccesses",
            summary = "Who used the key, when and why: the lines of its nodes' audit trails, the newest first",
            description =
                    "Kept here, so that they outlive the nodes; nodes are asked for their newest lines first. Each line"
                            + " is a JSON object and chained to the one before it.")
    KeyAccessesResponse accesses(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable KeyId key,
            @Parameter(description = "at most this many, 1 to 1000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int lines,
            @Parameter(description = "only lines with this text", example = "validate") @RequestParam(defaultValue = "")
                    String contains,
            @Parameter(description = "only this node's") @RequestParam(required = false) @Nullable NodeId node,
            @Parameter(description = "only for this reason", example = "start")
                    @RequestParam(required = false)
                    @Nullable
                    String reason,
            @Parameter(description = "only with this outcome: OK, or the class of a refusal", example = "REVOKED")
                    @RequestParam(required = false)
                    @Nullable
                    String outcome,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @Parameter(description = "from the page before") @RequestParam(required = false) @Nullable
                    String pageToken) {
        enter(caller, project, key);
        if (lines < 1 || lines > MOST_LINES) {
            throw new ProblemException(Problem.invalid(
                    "lines", "lines-out-of-range", "lines is 1 to " + MOST_LINES + ", not " + lines + ".", "e.g. 100"));
        }
        var filter = new KeyUse.Filter(Set.of(), node, reason, outcome, since, until, contains, place(pageToken));
        KeyUse.Found found = keys.accesses(key, filter, lines + 1);
        List<KeyUse> uses = found.uses();
        boolean isMore = uses.size() > lines;
        List<KeyUse> shown = isMore ? uses.subList(0, lines) : uses;
        return new KeyAccessesResponse(
                shown.stream().map(KeyAccessesResponse.KeyAccessResponse::from).toList(),
                isMore ? token(shown.get(lines - 1).place()) : null,
                found.silent());
    }

    @GetMapping(path = "/accesses:export", produces = NDJSON)
    @Operation(
            operationId = "exportKeyAccesses",
            summary = "Every line that is kept of the key's nodes' audit trails, as lines of JSON",
            description =
                    "Node by node, the oldest first: the order in which each line's hash follows from the one before it."
                            + " With a filter of time only, so that the chain can be checked.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = NDJSON, schema = @Schema(type = "string")))
    ResponseEntity<StreamingResponseBody> export(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable KeyId key,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until) {
        enter(caller, project, key);
        var filter = new KeyUse.Filter(Set.of(), null, null, null, since, until, "", null);
        StreamingResponseBody body = out -> {
            var lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            keys.readAccesses(key, filter, use -> {
                try {
                    lines.write(use.text());
                    lines.write('\n');
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            lines.flush();
        };
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(NDJSON)).body(body);
    }

    private void enter(Caller caller, ProjectId project, KeyId key) {
        caller.require(Permission.READ_AUDIT, project);
        Answers.orNotFound(keys.find(project, key), "key", key.value());
    }

    private static String token(KeyUse.Place place) {
        String text = place.at() + "|" + place.node() + "|" + place.line();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyUse.@Nullable Place place(@Nullable String token) {
        if (token == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\\|", -1);
            if (parts.length == 3) {
                return new KeyUse.Place(
                        Instant.parse(parts[0]), new NodeId(parts[1]).value(), Long.parseLong(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw new ProblemException(badToken());
        }
        throw new ProblemException(badToken());
    }

    private static Problem badToken() {
        return Problem.invalid(
                "pageToken",
                "page-token-invalid",
                "This page token was not given by a list of accesses.",
                "Leave it away for the first page.");
    }
}
