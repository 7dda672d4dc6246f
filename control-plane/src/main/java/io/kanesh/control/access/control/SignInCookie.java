package io.kanesh.control.access.control;

import io.kanesh.control.access.Sealing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sign-in that is under way, kept by the browser that began it, sealed: nobody else's browser can end it, in whichever
 * process it ends. It holds the state, the nonce and the verifier of the code (PKCE).
 */
@Component
class SignInCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    static final String NAME = "kanesh_sign_in";
    static final String RETURN_TO = "returnTo";
    private static final String CONTEXT = "sign-in";
    private static final String EXPIRES = "expires";
    private static final Duration LASTS = Duration.ofMinutes(10);

    private final Sealing sealing;
    private final JsonMapper json;
    private final InstantSource clock;

    SignInCookie(Sealing sealing, JsonMapper json, InstantSource clock) {
        this.sealing = sealing;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        if (begun == null) {
            return;
        }
        var kept = new TreeMap<String, String>();
        begun.getAttributes().forEach((name, value) -> kept.put("attribute." + name, String.valueOf(value)));
        kept.put("state", String.valueOf(begun.getState()));
        kept.put("uri", begun.getAuthorizationUri());
        kept.put("client", begun.getClientId());
        kept.put("redirect", String.valueOf(begun.getRedirectUri()));
        kept.put("scopes", String.join(" ", begun.getScopes()));
        kept.put(RETURN_TO, returnTo(request.getParameter(RETURN_TO)));
        kept.put(EXPIRES, clock.instant().plus(LASTS).toString());
        String sealed = sealing.seal(json.writeValueAsBytes(kept), CONTEXT)
                .replace('+', '-')
                .replace('/', '_');
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                SessionCookie.cookie(request, NAME, sealed.replace("=", ""), "/auth", LASTS)
                        .toString());
    }

    /** Only a path of our own: whoever signs in is sent nowhere else. */
    static String returnTo(@Nullable String wanted) {
        return wanted != null && wanted.matches("/(?![/\\\\])[^\\\\\\p{Cntrl}]{0,500}") && !wanted.startsWith("/auth/")
                ? wanted
                : "/";
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return kept(request).map(SignInCookie::request).orElse(null);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var kept = kept(request);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                SessionCookie.cookie(request, NAME, "", "/auth", Duration.ZERO).toString());
        kept.ifPresent(values -> request.setAttribute(RETURN_TO, values.get(RETURN_TO)));
        return kept.filter(values -> Objects.equals(values.get("state"), request.getParameter("state")))
                .map(SignInCookie::request)
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    private Optional<Map<String, String>> kept(HttpServletRequest request) {
        return SessionCookie.read(request, NAME)
                .flatMap(this::open)
                .map(bytes -> (Map<String, String>) json.readValue(bytes, Map.class))
                .filter(values -> clock.instant().isBefore(Instant.parse(String.valueOf(values.get(EXPIRES)))));
    }

    private Optional<byte[]> open(String sealed) {
        try {
            return Optional.of(sealing.open(sealed.replace('-', '+').replace('_', '/'), CONTEXT));
        } catch (IllegalStateException | IllegalArgumentException notOurs) {
            // Somebody else's, or another installation's: as if there were none.
            return Optional.empty();
        }
    }

    private static OAuth2AuthorizationRequest request(Map<String, String> kept) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(String.valueOf(kept.get("uri")))
                .clientId(String.valueOf(kept.get("client")))
                .redirectUri(String.valueOf(kept.get("redirect")))
                .scopes(Set.of(String.valueOf(kept.get("scopes")).split(" ")))
                .state(String.valueOf(kept.get("state")))
                .attributes(attributes -> kept.forEach((name, value) -> {
                    if (name.startsWith("attribute.")) {
                        attributes.put(name.substring("attribute.".length()), value);
                    }
                }))
                .build();
    }
}
