package io.kanesh.control.access.control;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Grant;
import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.access.Token;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.stereotype.Component;

/** From the secret of a token to its caller. */
@Component
class TokenCheck {
    /** How exact "last used" is: writing it at each request would make every reading a writing. */
    private static final Duration USED_GRAIN = Duration.ofMinutes(1);

    private final TokenStore store;
    private final MemberStore members;
    private final InstantSource clock;
    private final ProjectDirectory projects;

    TokenCheck(TokenStore store, MemberStore members, InstantSource clock, ObjectProvider<ProjectDirectory> projects) {
        this.store = store;
        this.members = members;
        this.clock = clock;
        this.projects = new LateProjects(projects);
    }

    /** @throws TokenRefused when it lets nobody in */
    Token tokenOf(String secret) {
        Instant now = clock.instant();
        Token token = store.findBySecretHash(TokenSecret.hash(secret), now)
                .orElseThrow(() -> new TokenRefused(
                        TokenSecret.isMistyped(secret)
                                ? unauthenticated("token-mistyped", "This is not a whole token: its checksum is wrong.")
                                : unauthenticated("token-unknown", "This token is not, or no longer, valid.")));
        if (token.isExpired(now)) {
            throw new TokenRefused(
                    unauthenticated("token-expired", "This token expired at " + token.expiresAt() + "."));
        }
        if (token.lastUsedAt() == null || token.lastUsedAt().plus(USED_GRAIN).isBefore(now)) {
            store.used(token.id(), now);
        }
        return token;
    }

    Caller callerOf(Token token) {
        return new Caller(token.id().value(), token.name(), grantsOf(token), token.scopes(), projects);
    }

    /** A service account's roles are read each time: what was taken is gone at the next request. */
    private Set<Grant> grantsOf(Token token) {
        var account = token.account();
        return account == null ? Set.of(token.grant()) : members.grantsOf(account.value());
    }

    static Problem missing() {
        return unauthenticated("token-missing", "This needs a token, and the request has none that we can read.");
    }

    static Problem unauthenticated(String code, String message) {
        return new Problem(
                code,
                Kind.UNAUTHENTICATED,
                message,
                null,
                "Send the header Authorization: Bearer kns_…; on the machine itself, ./kanesh token makes one.",
                Map.of());
    }

    /** The caller in the form that Spring Security carries. */
    record Principal(Caller caller) implements OAuth2AuthenticatedPrincipal {
        @Override
        public Map<String, Object> getAttributes() {
            return Map.of("sub", caller.id());
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }

        /** The token's id: what the other filters know the caller by. */
        @Override
        public String getName() {
            return caller.id();
        }
    }
}
