package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.IdentityProviders;
import io.kanesh.control.access.Permission;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An organization's identity provider over HTTP. */
@RestController
@RequestMapping("/api/v1/organizations/{organization}/identity-provider")
@Tag(name = "access")
class IdentityProviderController {
    private final IdentityProviders providers;

    IdentityProviderController(IdentityProviders providers) {
        this.providers = providers;
    }

    @GetMapping
    @Operation(summary = "Who says who an organization's people are", operationId = "getIdentityProvider")
    IdentityProviderResponse get(Caller caller, @PathVariable("organization") OrganizationId organization) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        return IdentityProviderResponse.from(
                Answers.orNotFound(providers.find(organization), "provider", organization.value()));
    }

    @PutMapping
    @Operation(
            summary = "Let an OpenID Connect provider say who an organization's people are",
            description = "Its description is read at once. The provider may give roles in this organization and its"
                    + " projects only; whoever it vouches for is a member.",
            operationId = "putIdentityProvider")
    IdentityProviderResponse put(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            @Valid @RequestBody IdentityProviderRequest request) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        return IdentityProviderResponse.from(Answers.orThrow(providers.put(request.toProvider(organization))));
    }

    @DeleteMapping
    @Operation(
            summary = "Take an organization's identity provider away; its people are signed out",
            operationId = "deleteIdentityProvider")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> delete(Caller caller, @PathVariable("organization") OrganizationId organization) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        providers.delete(organization);
        return ResponseEntity.noContent().build();
    }
}
