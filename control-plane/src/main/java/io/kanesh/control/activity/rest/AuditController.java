package io.kanesh.control.activity.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.activity.control.AuditStore;
import io.kanesh.control.activity.control.AuditStore.Filter;
import io.kanesh.control.activity.control.AuditStore.Sight;
import io.kanesh.control.activity.control.Withheld;
import io.kanesh.control.shared.Id;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
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
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "audit", description = "Who did what, and who was refused")
class AuditController {
    private static final String NDJSON = "application/x-ndjson";

    private final AuditStore store;
    private final JsonMapper json;

    AuditController(AuditStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @GetMapping("/audit-events")
    @Operation(
            operationId = "listAuditEvents",
            summary = "Lists the audit trail, the newest first",
            description = "Only what belongs to projects and organizations in which the caller may read it.")
    Page<AuditEventResponse> list(
            Caller caller,
            Page.Request page,
            @Parameter(description = "only by this token or person") @RequestParam(required = false) @Nullable
                    String actor,
            @Parameter(description = "only this operation or reason", example = "createCluster")
                    @RequestParam(required = false)
                    @Nullable
                    String action,
            @Parameter(description = "only about the resource with this id") @RequestParam(required = false) @Nullable
                    String resource,
            @Parameter(description = "only DONE, REFUSED or FAILED") @RequestParam(required = false) @Nullable
                    String outcome,
            @Parameter(description = "only in this project") @RequestParam(required = false) @Nullable
                    ProjectId projectId,
            @Parameter(description = "only in this organization and its projects")
                    @RequestParam(required = false)
                    @Nullable
                    OrganizationId organizationId,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until) {
        var filter = new Filter(
                actor,
                action,
                resource,
                outcome,
                projectId == null ? null : projectId.value(),
                organizationId == null ? null : organizationId.value(),
                since,
                until,
                Entries.before(page));
        return Page.of(store.find(sight(caller), filter, page.size() + 1), page, line -> Long.toString(line.sequence()))
                .map(line -> json.readValue(line.text(), AuditEventResponse.class));
    }

    @GetMapping(path = "/audit-events:export", produces = NDJSON)
    @Operation(
            operationId = "exportAuditEvents",
            summary = "The audit trail as lines of JSON, the oldest first, for ./kanesh audit verify",
            description = "Entries that the caller may not read are there with their place in the chain only"
                    + " (withheld: true), so that the chain can be checked whole.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = NDJSON, schema = @Schema(type = "string")))
    ResponseEntity<StreamingResponseBody> export(
            Caller caller,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until) {
        Sight sight = sight(caller);
        StreamingResponseBody body = out -> {
            var lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            store.read(sight, since, until, line -> {
                try {
                    lines.write(line.visible() ? line.text() : Withheld.of(line.text()));
                    lines.write('\n');
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            lines.flush();
        };
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(NDJSON)).body(body);
    }

    /** @throws ProblemException 403 for one who may read it nowhere */
    private static Sight sight(Caller caller) {
        if (caller.mayEverywhere(Permission.READ_AUDIT)) {
            return new Sight(null, null);
        }
        var visible = caller.visibleProjects();
        var projects = (visible == null ? Set.<ProjectId>of() : visible)
                .stream()
                        .filter(project -> caller.may(Permission.READ_AUDIT, project))
                        .map(Id::value)
                        .collect(Collectors.toSet());
        var organizations = caller.ownOrganizations().stream()
                .filter(organization -> caller.may(Permission.READ_AUDIT, organization))
                .map(Id::value)
                .collect(Collectors.toSet());
        if (projects.isEmpty() && organizations.isEmpty()) {
            throw new ProblemException(Problem.of(
                            "role-too-low",
                            Kind.FORBIDDEN,
                            "The audit trail is for owners and key administrators, and '" + caller.name()
                                    + "' is neither.")
                    .withHint("Ask an owner for one of these roles."));
        }
        return new Sight(projects, organizations);
    }
}
