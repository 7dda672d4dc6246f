package io.kanesh.control.activity.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.access.Presence;
import io.kanesh.control.activity.Event;
import io.kanesh.control.activity.control.EventStore;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Events: a cluster's list, and the stream of names and ids. */
@RestController
@Tag(name = "events", description = "What happened, and a live stream of what changes")
class EventController {
    private final EventStore store;
    private final Streams streams;

    EventController(EventStore store, Streams streams) {
        this.store = store;
        this.streams = streams;
    }

    @GetMapping("/api/v1/projects/{project}/clusters/{cluster}/events")
    @Operation(operationId = "listClusterEvents", summary = "Lists what happened to a cluster, the newest first")
    Page<EventResponse> ofCluster(
            Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster, Page.Request page) {
        caller.require(Permission.VIEW, project);
        var events = store.ofCluster(project.value(), cluster.value(), Entries.before(page), page.size() + 1);
        if (events.isEmpty() && page.after() == null) {
            // Every cluster has at least the event of its own request.
            throw new ProblemException(Answers.notFound("cluster", cluster.value()));
        }
        return Page.of(events, page, event -> Long.toString(event.sequence())).map(EventResponse::from);
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "streamEvents",
            summary = "Streams what changes, as Server-Sent Events",
            description =
                    "Each event's name is the type of the resource, its data {\"id\": …, \"clusterId\": …}: ids only."
                            + " Read the resource itself for its state. A comment line every 15 s keeps the connection open."
                            + " The stream ends within seconds when the token, session or member behind it does.")
    SseEmitter stream(
            Caller caller, @RequestAttribute(Presence.ATTRIBUTE) @Parameter(hidden = true) Presence presence) {
        return streams.open(caller, presence);
    }

    /** An event. */
    record EventResponse(
            @Schema(example = "2026-11-21T11:00:00Z") Instant at,
            @Schema(example = "cluster") String type,

            @Schema(example = "cl_01jd7v9x3k0000000000000000")
            String resourceId,

            @Schema(example = "ClusterRequested") String reason,

            @Schema(example = "The cluster was requested by admin.")
            String message) {
        static EventResponse from(Event event) {
            return new EventResponse(event.at(), event.type(), event.resourceId(), event.reason(), event.message());
        }
    }
}
