package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.Token;
import io.kanesh.control.access.Tokens;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ETags;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tokens over HTTP. A project's owner sees and makes tokens of that project only. */
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
    Page<TokenResponse> list(Caller caller, Page.Request page) {
        requireOwner(caller);
        return tokens.list(caller.project(), page).map(TokenResponse::from);
    }

    @PostMapping("/tokens")
    @Operation(summary = "Make a token; its secret is in this answer only", operationId = "createToken")
    @ApiResponse(responseCode = "201")
    ResponseEntity<CreatedTokenResponse> create(Caller caller, @Valid @RequestBody CreateTokenRequest request) {
        requireOwner(caller);
        var wanted = request.toWanted();
        if (caller.project() != null && !caller.project().equals(wanted.project())) {
            throw new ProblemException(Problem.invalid(
                    "projectId",
                    "token-beyond-own",
                    "A project's token makes tokens for that project only.",
                    "Give projectId " + caller.project().value() + "."));
        }
        var created = Answers.orThrow(tokens.create(wanted));
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + created.token().id().value()))
                .eTag(ETags.of(created.token().version()))
                .body(CreatedTokenResponse.from(created));
    }

    @GetMapping("/tokens/{token}")
    @Operation(summary = "One token, without its secret", operationId = "getToken")
    ResponseEntity<TokenResponse> get(Caller caller, @PathVariable("token") TokenId id) {
        Token token = visible(caller, id);
        return ResponseEntity.ok().eTag(ETags.of(token.version())).body(TokenResponse.from(token));
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
        requireOwner(caller);
        return Answers.orNotFound(
                tokens.find(id)
                        .filter(token ->
                                caller.project() == null || caller.project().equals(token.project())),
                "token",
                id.value());
    }

    private static void requireOwner(Caller caller) {
        if (!caller.role().includes(Role.OWNER)) {
            throw new ProblemException(Problem.of(
                    "role-too-low",
                    Kind.FORBIDDEN,
                    "Tokens are an owner's business, and this token has the role " + caller.role() + "."));
        }
    }
}
