package io.kanesh.control.access.control;

import io.kanesh.control.access.Caller;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;

/** From what a request shows as its bearer token to its caller: one of ours, the owner of the home, or a provider's JWT. */
@Component
class BearerCheck implements OpaqueTokenIntrospector {
    private final TokenCheck tokens;
    private final LoopbackOwner loopback;
    private final JwtCallers jwts;

    BearerCheck(TokenCheck tokens, LoopbackOwner loopback, JwtCallers jwts) {
        this.tokens = tokens;
        this.loopback = loopback;
        this.jwts = jwts;
    }

    /** Whom the bearer token lets in now. */
    Optional<Caller> again(String secret) {
        try {
            return introspect(secret) instanceof TokenCheck.Principal principal
                    ? Optional.of(principal.caller())
                    : Optional.empty();
        } catch (TokenRefused refused) {
            return Optional.empty();
        }
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String secret) {
        Caller caller = loopback.recognise(TokenSecret.hash(secret))
                .orElseGet(() ->
                        JwtCallers.isJwt(secret) ? jwts.callerOf(secret) : tokens.callerOf(tokens.tokenOf(secret)));
        return new TokenCheck.Principal(caller);
    }
}
