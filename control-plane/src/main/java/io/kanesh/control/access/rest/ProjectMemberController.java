package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.access.Place;
import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.MergePatch;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Members of a project over HTTP. */
@RestController
@RequestMapping("/api/v1/projects/{project}/members")
@Tag(name = "access")
class ProjectMemberController {
    private final MemberDesk desk;
    private final ProjectDirectory projects;

    ProjectMemberController(MemberDesk desk, ProjectDirectory projects) {
        this.desk = desk;
        this.projects = projects;
    }

    @GetMapping
    @Operation(summary = "Who has roles in a project", operationId = "listProjectMembers")
    Page<MemberResponse> list(
            Caller caller,
            @PathVariable("project") ProjectId project,
            Page.Request page,
            @Parameter(description = "only those with this in their name or e-mail address, in any case")
                    @RequestParam(required = false)
                    @Nullable
                    String search) {
        caller.require(Permission.ADMINISTER_PROJECT, project);
        return desk.list(place(project), search, page);
    }

    @PostMapping
    @Operation(
            summary = "Add a member to a project",
            description =
                    "A person who has not signed in yet is invited by e-mail address: the roles count from the first"
                            + " sign-in through the organization's identity provider.",
            operationId = "addProjectMember")
    @ApiResponse(responseCode = "201")
    ResponseEntity<MemberResponse> add(
            Caller caller, @PathVariable("project") ProjectId project, @Valid @RequestBody AddMemberRequest request) {
        caller.require(Permission.ADMINISTER_PROJECT, project);
        return desk.add(
                place(project), request, "/api/v1/projects/{project}/members".replace("{project}", project.value()));
    }

    @GetMapping("/{member}")
    @Operation(summary = "One member of a project", operationId = "getProjectMember")
    MemberResponse get(
            Caller caller, @PathVariable("project") ProjectId project, @PathVariable("member") String member) {
        caller.require(Permission.ADMINISTER_PROJECT, project);
        return desk.get(place(project), member);
    }

    @PatchMapping("/{member}")
    @Operation(summary = "Change a member's roles in a project", operationId = "updateProjectMember")
    MemberResponse update(
            Caller caller,
            @PathVariable("project") ProjectId project,
            @PathVariable("member") String member,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = MemberRolesRequest.class)))
                    @RequestBody
                    MergePatch patch) {
        caller.require(Permission.ADMINISTER_PROJECT, project);
        return desk.change(place(project), member, patch);
    }

    @DeleteMapping("/{member}")
    @Operation(summary = "Take every role of a member in a project", operationId = "removeProjectMember")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> remove(
            Caller caller, @PathVariable("project") ProjectId project, @PathVariable("member") String member) {
        caller.require(Permission.ADMINISTER_PROJECT, project);
        return desk.remove(place(project), member);
    }

    private Place place(ProjectId project) {
        return projects.organizationOf(project)
                .map(organization -> new Place(organization, project))
                .orElseThrow(() -> new ProblemException(Answers.notFound("project", project.value())));
    }
}
