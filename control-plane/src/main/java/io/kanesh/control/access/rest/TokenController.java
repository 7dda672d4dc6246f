package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Token;
import io.kanesh.control.access.Tokens;
import io.kanesh.control.access.Tokens.Created;
import io.kanesh.control.access.Tokens.Filter;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tokens over HTTP. An owner sees and makes tokens for what is owned, and for nothing beyond. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "access")
class TokenController {
    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/me")
    @Operation(summary = "Who the token in this request is", operationId = "getMe")
    MeResponse me(Caller caller) {
        return MeResponse.from(caller);
    }

    @GetMapping("/tokens")
    @Operation(summary = "Every token that the caller may revoke", operationId = "listTokens")
    Page<TokenResponse> list(
            Caller caller,
            Page.Request page,
            @Parameter(description = "only those of this project") @RequestParam(required = false) @Nullable
                    ProjectId projectId,
            @Parameter(description = "only those of this service account") @RequestParam(required = false) @Nullable
                    ServiceAccountId serviceAccountId,
            @Parameter(description = "only those with this in their name, in any case")
                    @RequestParam(required = false)
                    @Nullable
                    String search) {
        return tokens.list(TokenRights.reach(caller), new Filter(projectId, serviceAccountId, search), page)
                .map(TokenResponse::from);
    }

    @PostMapping("/tokens")
    @Operation(summary = "Make a token; its secret is in this answer only", operationId = "createToken")
    @ApiResponse(responseCode = "201")
    ResponseEntity<CreatedTokenResponse> create(Caller caller, @Valid @RequestBody CreateTokenRequest request) {
        var wanted = request.toWanted();
        TokenRights.requireToMake(caller, wanted);
        return answer(HttpStatus.CREATED, Answers.orThrow(tokens.create(wanted)));
    }

    @GetMapping("/tokens/{token}")
    @Operation(summary = "One token, without its secret", operationId = "getToken")
    ResponseEntity<TokenResponse> get(Caller caller, @PathVariable("token") TokenId id) {
        Token token = visible(caller, id);
        return ResponseEntity.ok().eTag(ETags.of(token.version())).body(TokenResponse.from(token));
    }

    @PostMapping("/tokens/{token}:rotate")
    @Operation(
            summary = "Give a token a new secret; it is in this answer only",
            description =
                    "The secret that it has now counts for overlapSeconds more, so that programs can change over.",
            operationId = "rotateToken")
    ResponseEntity<CreatedTokenResponse> rotate(
            Caller caller,
            @PathVariable("token") TokenId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody RotateTokenRequest request) {
        Token token = visible(caller, id);
        ETags.check(ifMatch, token.version());
        return answer(HttpStatus.OK, Answers.orThrow(tokens.rotate(id, request.overlap())));
    }

    @DeleteMapping("/tokens/{token}")
    @Operation(summary = "Revoke a token, at once", operationId = "deleteToken")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> revoke(
            Caller caller,
            @PathVariable("token") TokenId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Token token = visible(caller, id);
        ETags.check(ifMatch, token.version());
        tokens.revoke(id);
        return ResponseEntity.noContent().build();
    }

    private Token visible(Caller caller, TokenId id) {
        return Answers.orNotFound(
                tokens.find(id).filter(token -> TokenRights.mayHandle(caller, token.grant())), "token", id.value());
    }

    private static ResponseEntity<CreatedTokenResponse> answer(HttpStatus status, Created created) {
        var builder = ResponseEntity.status(status)
                .eTag(ETags.of(created.token().version()))
                .cacheControl(CacheControl.noStore());
        if (status == HttpStatus.CREATED) {
            builder = builder.location(
                    URI.create("/api/v1/tokens/" + created.token().id().value()));
        }
        return builder.body(CreatedTokenResponse.from(created));
    }
}
