package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Organization;
import io.kanesh.control.access.Organizations;
import io.kanesh.control.access.Permission;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ETags;
import io.kanesh.control.web.MergePatch;
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

/** Organizations over HTTP. */
@RestController
@RequestMapping("/api/v1/organizations")
@Tag(name = "access")
class OrganizationController {
    private final Organizations organizations;

    OrganizationController(Organizations organizations) {
        this.organizations = organizations;
    }

    @GetMapping
    @Operation(summary = "The organizations that the caller belongs to", operationId = "listOrganizations")
    Page<OrganizationResponse> list(Caller caller, Page.Request page) {
        var only = caller.mayEverywhere(Permission.VIEW_ORGANIZATION) ? null : caller.ownOrganizations();
        return organizations.list(only, page).map(OrganizationResponse::from);
    }

    @PostMapping
    @Operation(summary = "Make an organization", operationId = "createOrganization")
    @ApiResponse(responseCode = "201")
    ResponseEntity<OrganizationResponse> create(Caller caller, @Valid @RequestBody OrganizationRequest request) {
        caller.requireEverywhere(Permission.ADMINISTER_INSTALLATION);
        return answer(HttpStatus.CREATED, Answers.orThrow(organizations.create(new ResourceName(request.name()))));
    }

    @GetMapping("/{organization}")
    @Operation(summary = "One organization", operationId = "getOrganization")
    ResponseEntity<OrganizationResponse> get(Caller caller, @PathVariable("organization") OrganizationId id) {
        caller.require(Permission.VIEW_ORGANIZATION, id);
        return answer(HttpStatus.OK, existing(id));
    }

    @PatchMapping("/{organization}")
    @Operation(summary = "Rename an organization", operationId = "updateOrganization")
    ResponseEntity<OrganizationResponse> update(
            Caller caller,
            @PathVariable("organization") OrganizationId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = OrganizationRequest.class)))
                    @RequestBody
                    MergePatch patch) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, id);
        Organization before = existing(id);
        ETags.check(ifMatch, before.version());
        var after = patch.applyTo(new OrganizationRequest(before.name().value()), OrganizationRequest.class);
        return answer(HttpStatus.OK, Answers.orThrow(organizations.rename(id, new ResourceName(after.name()))));
    }

    @DeleteMapping("/{organization}")
    @Operation(
            summary = "Delete an organization without projects",
            description =
                    "Its members, service accounts, tokens, sessions and identity provider go with it, those of whoever"
                            + " asks too. The organization that an installation begins with stays.",
            operationId = "deleteOrganization")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable("organization") OrganizationId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, id);
        ETags.check(ifMatch, existing(id).version());
        Answers.orThrow(organizations.delete(id));
        return ResponseEntity.noContent().build();
    }

    private Organization existing(OrganizationId id) {
        return Answers.orNotFound(organizations.find(id), "organization", id.value());
    }

    private static ResponseEntity<OrganizationResponse> answer(HttpStatus status, Organization organization) {
        var builder = ResponseEntity.status(status).eTag(ETags.of(organization.version()));
        if (status == HttpStatus.CREATED) {
            builder = builder.location(
                    URI.create("/api/v1/organizations/" + organization.id().value()));
        }
        return builder.body(OrganizationResponse.from(organization));
    }
}
