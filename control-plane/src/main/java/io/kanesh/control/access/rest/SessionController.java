package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Organization;
import io.kanesh.control.access.Organizations;
import io.kanesh.control.access.control.IdentityProviderStore;
import io.kanesh.control.access.control.SessionCookie;
import io.kanesh.control.access.control.Sessions;
import io.kanesh.control.access.control.TokenRefused;
import io.kanesh.control.access.rest.SessionResponse.MethodResponse;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The console's session. Programs need none: they send their token with each request. */
@RestController
@RequestMapping("/api/v1/session")
@Tag(name = "access")
class SessionController {
    private static final int PROVIDERS = 50;

    private final Sessions sessions;
    private final IdentityProviderStore providers;
    private final Organizations organizations;

    SessionController(Sessions sessions, IdentityProviderStore providers, Organizations organizations) {
        this.sessions = sessions;
        this.providers = providers;
        this.organizations = organizations;
    }

    @GetMapping
    @Operation(
            operationId = "getSession",
            summary = "Whether this browser is signed in, and how it could",
            description = "With a session, changes need the header X-CSRF-Token; looking needs the cookie only.")
    ResponseEntity<SessionResponse> get(HttpServletRequest request) {
        String secret = SessionCookie.read(request)
                .filter(cookie -> sessions.callerOf(cookie).isPresent())
                .orElse(null);
        return answer(secret, null);
    }

    @PostMapping
    @Operation(
            operationId = "createSession",
            summary = "Sign in with a token",
            description = "The answer sets an HttpOnly cookie; the session lasts 12 hours and ends with the token.")
    ResponseEntity<SessionResponse> create(@Valid @RequestBody SessionRequest body, HttpServletRequest request) {
        // Another site must not sign a browser in as somebody else, to learn what is done there then.
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            throw new ProblemException(Problem.of(
                    "cross-site-sign-in", Kind.FORBIDDEN, "Signing in from another site's page is not possible."));
        }
        try {
            String secret = sessions.begin(body.token());
            // For the trail: nobody was known when this request came.
            sessions.callerOf(secret).ifPresent(caller -> request.setAttribute(Caller.ATTRIBUTE, caller));
            return answer(secret, SessionCookie.write(request, secret));
        } catch (TokenRefused refused) {
            throw new ProblemException(refused.problem());
        }
    }

    @DeleteMapping
    @Operation(operationId = "deleteSession", summary = "Sign out")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> delete(HttpServletRequest request) {
        SessionCookie.read(request).ifPresent(sessions::end);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.clear(request))
                .build();
    }

    private ResponseEntity<SessionResponse> answer(@Nullable String secret, @Nullable String cookie) {
        var builder = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        if (cookie != null) {
            builder = builder.header(HttpHeaders.SET_COOKIE, cookie);
        }
        return builder.body(
                new SessionResponse(secret != null, secret == null ? null : Sessions.csrfToken(secret), methods()));
    }

    private List<MethodResponse> methods() {
        var methods = new ArrayList<MethodResponse>();
        methods.add(new MethodResponse("token", null, null));
        for (var id : providers.organizations(PROVIDERS)) {
            String name = organizations
                    .find(id)
                    .map(Organization::name)
                    .map(n -> n.value())
                    .orElse(id.value());
            methods.add(new MethodResponse("oidc", name, "/auth/oidc/" + id.value()));
        }
        return methods;
    }
}
