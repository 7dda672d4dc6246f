package io.kanesh.control.runbook.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.execution.RunView;
import io.kanesh.control.runbook.execution.Runbooks;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operations over HTTP: look at them, cancel, retry and wake them. */
@RestController
@RequestMapping("/api/v1/operations")
@Tag(name = "operations", description = "What takes time: its steps, and what it waits for")
class OperationController {
    private final Runs runs;
    private final Journal journal;
    private final Runbooks runbooks;

    OperationController(Runs runs, Journal journal, Runbooks runbooks) {
        this.runs = runs;
        this.journal = journal;
        this.runbooks = runbooks;
    }

    @GetMapping
    @Operation(
            operationId = "listOperations",
            summary = "Lists operations, the newest first",
            description =
                    "Those that another operation started are listed with parentId, nodeId or includeChildren only.")
    Page<OperationResponse> list(
            Caller caller,
            Page.Request page,
            @RequestParam(required = false) @Parameter(description = "only those of this cluster") @Nullable
                    ClusterId clusterId,
            @RequestParam(required = false) @Parameter(description = "only those of this node") @Nullable NodeId nodeId,
            @RequestParam(required = false) Run.@Nullable State state,
            @RequestParam(required = false)
                    @Parameter(description = "only those of this runbook", example = "create-cluster")
                    @Nullable
                    String runbook,
            @RequestParam(required = false) @Parameter(description = "only those started by this operation") @Nullable
                    OperationId parentId,
            @RequestParam(defaultValue = "false") @Parameter(description = "also those that another operation started")
                    boolean includeChildren) {
        var projects = caller.visibleProjects();
        var filter = new Journal.Filter(
                projects == null ? null : List.copyOf(projects),
                subject(clusterId, nodeId),
                state,
                runbook,
                parentId,
                includeChildren || nodeId != null,
                page.after());
        return Page.of(
                        journal.page(filter, page.size() + 1),
                        page,
                        run -> run.id().value())
                .map(run -> response(caller, run));
    }

    private static @Nullable Subject subject(@Nullable ClusterId cluster, @Nullable NodeId node) {
        if (node != null) {
            return new Subject("node", node.value());
        }
        return cluster == null ? null : new Subject("cluster", cluster.value());
    }

    @GetMapping("/{operation}")
    @Operation(operationId = "getOperation", summary = "Shows an operation with its steps and what it waits for")
    OperationResponse get(Caller caller, @PathVariable("operation") OperationId id) {
        return response(caller, visible(caller, id));
    }

    @PostMapping("/{operation}:cancel")
    @Operation(
            operationId = "cancelOperation",
            summary = "Stops an operation and takes back what it has done",
            description = "409 past its point of no return, and when it has ended.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<OperationResponse> cancel(Caller caller, @PathVariable("operation") OperationId id) {
        requireOperator(caller, visible(caller, id));
        Answers.orThrow(runs.cancel(id));
        return accepted(caller, id);
    }

    @PostMapping("/{operation}:retry")
    @Operation(
            operationId = "retryOperation",
            summary = "Takes up a failed operation again",
            description = "From its first step when it was undone, otherwise where it failed; with fresh deadlines.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<OperationResponse> retry(Caller caller, @PathVariable("operation") OperationId id) {
        requireOperator(caller, visible(caller, id));
        Answers.orThrow(runs.retry(id));
        return accepted(caller, id);
    }

    @PostMapping("/{operation}:wake")
    @Operation(
            operationId = "wakeOperation",
            summary = "Looks again now at what an operation waits for",
            description = "Changes nothing else; an operation that has ended stays as it is.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<OperationResponse> wake(Caller caller, @PathVariable("operation") OperationId id) {
        var run = visible(caller, id);
        requireOperator(caller, run);
        if (run.isActive()) {
            runs.wake(run.head().subject());
        }
        return accepted(caller, id);
    }

    private ResponseEntity<OperationResponse> accepted(Caller caller, OperationId id) {
        return ResponseEntity.accepted()
                .header("Location", "/api/v1/operations/" + id.value())
                .body(response(caller, visible(caller, id)));
    }

    private RunRecord visible(Caller caller, OperationId id) {
        var found = journal.find(id).filter(run -> sees(caller, run));
        return Answers.orNotFound(found, "operation", id.value());
    }

    private static boolean sees(Caller caller, RunRecord run) {
        var project = run.head().project();
        return project == null ? caller.mayEverywhere(Permission.VIEW) : caller.sees(project);
    }

    private static void requireOperator(Caller caller, RunRecord run) {
        var project = run.head().project();
        if (project == null) {
            caller.requireEverywhere(Permission.OPERATE);
        } else {
            caller.require(Permission.OPERATE, project);
        }
    }

    private OperationResponse response(Caller caller, RunRecord record) {
        var declaration = runbooks.find(record.head().runbook()).orElse(null);
        var project = record.head().project();
        boolean operator =
                project == null ? caller.mayEverywhere(Permission.OPERATE) : caller.may(Permission.OPERATE, project);
        return OperationResponse.from(record, RunView.of(declaration, record), operator);
    }
}
