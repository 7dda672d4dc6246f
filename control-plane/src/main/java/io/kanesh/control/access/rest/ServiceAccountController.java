package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Grant;
import io.kanesh.control.access.Permission;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.ServiceAccount;
import io.kanesh.control.access.ServiceAccounts;
import io.kanesh.control.access.Tokens;
import io.kanesh.control.access.Tokens.Wanted;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Service accounts over HTTP. */
@RestController
@RequestMapping("/api/v1/organizations/{organization}/service-accounts")
@Tag(name = "access")
class ServiceAccountController {
    private final ServiceAccounts accounts;
    private final Tokens tokens;

    ServiceAccountController(ServiceAccounts accounts, Tokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @GetMapping
    @Operation(summary = "The service accounts of an organization", operationId = "listServiceAccounts")
    Page<ServiceAccountResponse> list(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            Page.Request page,
            @Parameter(description = "only those with this in their name, in any case")
                    @RequestParam(required = false)
                    @Nullable
                    String search) {
        caller.require(Permission.VIEW_ORGANIZATION, organization);
        return accounts.list(organization, search, page).map(ServiceAccountResponse::from);
    }

    @PostMapping
    @Operation(
            summary = "Make a service account",
            description = "It may do nothing yet: give it roles as a member of projects, and a token.",
            operationId = "createServiceAccount")
    @ApiResponse(responseCode = "201")
    ResponseEntity<ServiceAccountResponse> create(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            @Valid @RequestBody ServiceAccountRequest request) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        var made = Answers.orThrow(accounts.create(organization, new ResourceName(request.name())));
        var at = URI.create("/api/v1/organizations/" + organization.value() + "/service-accounts/"
                + made.id().value());
        return ResponseEntity.created(at).body(ServiceAccountResponse.from(made));
    }

    @GetMapping("/{account}")
    @Operation(summary = "One service account", operationId = "getServiceAccount")
    ServiceAccountResponse get(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            @PathVariable("account") ServiceAccountId id) {
        caller.require(Permission.VIEW_ORGANIZATION, organization);
        return ServiceAccountResponse.from(existing(organization, id));
    }

    @DeleteMapping("/{account}")
    @Operation(summary = "Delete a service account with its roles and tokens", operationId = "deleteServiceAccount")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            @PathVariable("account") ServiceAccountId id) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        Answers.orThrow(accounts.delete(organization, id));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{account}/tokens")
    @Operation(
            summary = "Make a token of a service account; its secret is in this answer only",
            description = "It is listed, rotated and revoked below /tokens.",
            operationId = "createServiceAccountToken")
    @ApiResponse(responseCode = "201")
    ResponseEntity<CreatedTokenResponse> createToken(
            Caller caller,
            @PathVariable("organization") OrganizationId organization,
            @PathVariable("account") ServiceAccountId id,
            @Valid @RequestBody ServiceAccountTokenRequest request) {
        caller.require(Permission.ADMINISTER_ORGANIZATION, organization);
        existing(organization, id);
        var wanted = new Wanted(
                request.name(),
                Grant.inOrganization(Role.MEMBER, organization),
                id,
                request.scopes(),
                request.expiresAt());
        TokenRights.requireToMake(caller, wanted);
        var created = Answers.orThrow(tokens.create(wanted));
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + created.token().id().value()))
                .cacheControl(CacheControl.noStore())
                .body(CreatedTokenResponse.from(created));
    }

    private ServiceAccount existing(OrganizationId organization, ServiceAccountId id) {
        return Answers.orNotFound(accounts.find(organization, id), "account", id.value());
    }
}
