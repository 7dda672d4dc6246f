package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.access.Place;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.MergePatch;
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

/** Members of an organization over HTTP. */
@RestController
@RequestMapping("/api/v1/organizations/{organization}/members")
@Tag(name = "access")
class OrganizationMemberController {
    private final MemberDesk desk;

    OrganizationMemberController(MemberDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "Who has roles in an organization", operationId = "listOrganizationMembers")
    Page<MemberResponse> list(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            Page.Request page,
            @Parameter(description = "only those with this in their name or e-mail address, in any case")
                    @RequestParam(required = false)
                    @Nullable
                    String search) {
        caller.require(Permission.VIEW_ORGANIZATION, organization);
        return desk.list(place(organization), search, page);
    }

    @PostMapping
    @Operation(
            summary = "Add a member to an organization",
            description =
                    "A person who has not signed in yet is invited by e-mail address: the roles count from the first"
                            + " sign-in through the organization's identity provider.",
            operationId = "addOrganizationMember")
    @ApiResponse(responseCode = "201")
    ResponseEntity<MemberResponse> add(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            @Valid @RequestBody AddMemberRequest request) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        return desk.add(
                place(organization),
                request,
                "/api/v1/organizations/{organization}/members".replace("{organization}", organization.value()));
    }

    @GetMapping("/{member}")
    @Operation(summary = "One member of an organization", operationId = "getOrganizationMember")
    MemberResponse get(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            @PathVariable("member") String member) {
        caller.require(Permission.VIEW_ORGANIZATION, organization);
        return desk.get(place(organization), member);
    }

    @PatchMapping("/{member}")
    @Operation(summary = "Change a member's roles in an organization", operationId = "updateOrganizationMember")
    MemberResponse update(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            @PathVariable("member") String member,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = MemberRolesRequest.class)))
                    @RequestBody
                    MergePatch patch) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        return desk.change(place(organization), member, patch);
    }

    @DeleteMapping("/{member}")
    @Operation(summary = "Take every role of a member in an organization", operationId = "removeOrganizationMember")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> remove(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            @PathVariable("member") String member) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        return desk.remove(place(organization), member);
    }

    private static Place place(OrganizationId organization) {
        return new Place(organization, null);
    }
}
