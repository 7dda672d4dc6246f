package io.kanesh.control.project.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.project.Project;
import io.kanesh.control.project.Projects;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.ResourceName;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ETags;
import io.kanesh.control.web.MergePatch;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Projects over HTTP. */
@RestController
@RequestMapping("/api/v1/projects")
@Tag(name = "projects")
class ProjectController {
    private final Projects projects;

    ProjectController(Projects projects) {
        this.projects = projects;
    }

    @GetMapping
    @Operation(summary = "The projects that the caller may see", operationId = "listProjects")
    Page<ProjectResponse> list(Caller caller, Page.Request page) {
        return projects.list(caller.visibleProjects(), page).map(ProjectResponse::from);
    }

    @PostMapping
    @Operation(summary = "Make a project", operationId = "createProject")
    @ApiResponse(responseCode = "201")
    ResponseEntity<ProjectResponse> create(Caller caller, @Valid @RequestBody CreateProjectRequest request) {
        OrganizationId organization = organizationOf(caller, request.organizationId());
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        Project project = Answers.orThrow(projects.create(organization, new ResourceName(request.name())));
        return answer(HttpStatus.CREATED, project);
    }

    @GetMapping("/{project}")
    @Operation(summary = "One project", operationId = "getProject")
    ResponseEntity<ProjectResponse> get(Caller caller, @PathVariable("project") ProjectId id) {
        caller.require(Permission.VIEW, id);
        return answer(HttpStatus.OK, existing(id));
    }

    @PatchMapping("/{project}")
    @Operation(summary = "Rename a project", operationId = "updateProject")
    ResponseEntity<ProjectResponse> update(
            Caller caller,
            @PathVariable("project") ProjectId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = RenameProjectRequest.class)))
                    @RequestBody
                    MergePatch patch) {
        caller.require(Permission.ADMINISTER_PROJECT, id);
        Project before = existing(id);
        ETags.check(ifMatch, before.version());
        var after = patch.applyTo(new RenameProjectRequest(before.name().value()), RenameProjectRequest.class);
        return answer(HttpStatus.OK, Answers.orThrow(projects.rename(id, new ResourceName(after.name()))));
    }

    @DeleteMapping("/{project}")
    @Operation(summary = "Delete an empty project and its tokens", operationId = "deleteProject")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable("project") ProjectId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        caller.require(Permission.ADMINISTER_PROJECT, id);
        ETags.check(ifMatch, existing(id).version());
        Answers.orThrow(projects.delete(id));
        return ResponseEntity.noContent().build();
    }

    private static OrganizationId organizationOf(Caller caller, @Nullable String wanted) {
        if (wanted != null) {
            return new OrganizationId(wanted);
        }
        var own = caller.ownOrganizations();
        if (own.isEmpty()) {
            caller.requireEverywhere(Permission.ADMINISTER_ORGANIZATION);
            return OrganizationId.DEFAULT;
        }
        if (own.size() > 1) {
            throw new ProblemException(Problem.invalid(
                    "organizationId",
                    "organization-unclear",
                    "You have roles in more than one organization.",
                    "Say which, e.g. " + own.iterator().next().value() + "."));
        }
        return own.iterator().next();
    }

    private Project existing(ProjectId id) {
        return Answers.orNotFound(projects.find(id), "project", id.value());
    }

    private static ResponseEntity<ProjectResponse> answer(HttpStatus status, Project project) {
        var builder = ResponseEntity.status(status).eTag(ETags.of(project.version()));
        if (status == HttpStatus.CREATED) {
            builder = builder.location(
                    URI.create("/api/v1/projects/" + project.id().value()));
        }
        return builder.body(ProjectResponse.from(project));
    }
}
