package io.kanesh.control.node.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.control.NodeLogs;
import io.kanesh.control.node.control.NodeViews;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A cluster's nodes over HTTP. They come and go with their cluster: here they can only be looked at. */
@RestController
@RequestMapping("/api/v1/projects/{project}/clusters/{cluster}/nodes")
@Tag(name = "nodes")
class NodeController {
    private final NodeViews views;
    private final NodeLogs logs;

    NodeController(NodeViews views, NodeLogs logs) {
        this.views = views;
        this.logs = logs;
    }

    @GetMapping
    @Operation(summary = "A cluster's nodes", operationId = "listNodes")
    Page<NodeResponse> list(
            Caller caller,
            @PathVariable("project") ProjectId project,
            @PathVariable("cluster") ClusterId cluster,
            Page.Request page) {
        caller.require(Permission.VIEW, project);
        return Answers.orNotFound(views.page(project, cluster, page), "cluster", cluster.value())
                .map(NodeResponse::from);
    }

    @GetMapping("/{node}")
    @Operation(summary = "One node", operationId = "getNode")
    NodeResponse get(
            Caller caller,
            @PathVariable("project") ProjectId project,
            @PathVariable("cluster") ClusterId cluster,
            @PathVariable("node") NodeId id) {
        return NodeResponse.from(visible(caller, project, cluster, id));
    }

    @GetMapping("/{node}/logs")
    @Operation(
            summary = "The end of a node's log, the oldest line first",
            description = "Fetched from the node while you wait, at most 10 seconds: 503 says what it waited for.",
            operationId = "getNodeLogs")
    CompletableFuture<Page<LogLineResponse>> logs(
            Caller caller,
            @PathVariable("project") ProjectId project,
            @PathVariable("cluster") ClusterId cluster,
            @PathVariable("node") NodeId id,
            @RequestParam(name = "source", defaultValue = "engine") @Parameter(description = "agent or engine")
                    String source,
            @RequestParam(name = "lines", defaultValue = "200") @Parameter(description = "1 to 1000") int lines) {
        visible(caller, project, cluster, id);
        LogSource wanted = LogSource.of(source, lines);
        return logs.tail(id, wanted.source(), wanted.lines())
                .thenApply(answer -> new Page<>(
                        Answers.orThrow(answer).stream()
                                .map(LogLineResponse::new)
                                .toList(),
                        null));
    }

    private Node visible(Caller caller, ProjectId project, ClusterId cluster, NodeId id) {
        caller.require(Permission.VIEW, project);
        return Answers.orNotFound(views.find(project, cluster, id), "node", id.value());
    }
}
