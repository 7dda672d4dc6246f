package io.kanesh.control.access.control;

import com.nimbusds.jwt.JWTParser;
import io.kanesh.control.access.Caller;
import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.web.ProblemException;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.stereotype.Component;

/**
 * From a provider's signed token (JWT) to its caller. The issuer that the token names must be one that an organization has,
 * its signature by a key of that issuer, its audience the one that the organization wrote down.
 */
@Component
class JwtCallers {
    private static final Logger LOG = LoggerFactory.getLogger(JwtCallers.class);

    private final IdentityProviderStore providers;
    private final Discovery discovery;
    private final People people;
    private final Sessions sessions;

    JwtCallers(IdentityProviderStore providers, Discovery discovery, People people, Sessions sessions) {
        this.providers = providers;
        this.discovery = discovery;
        this.people = people;
        this.sessions = sessions;
    }

    static boolean isJwt(String secret) {
        return secret.startsWith("ey") && secret.chars().filter(c -> c == '.').count() == 2;
    }

    /** @throws TokenRefused when it lets nobody in; the reason is for the log, the bearer learns only that */
    Caller callerOf(String secret) {
        for (IdentityProvider provider : candidates(secret)) {
            Jwt jwt = verified(secret, provider);
            if (jwt != null) {
                return sessions.callerOf(people.bearer(provider, claims(jwt)), provider, groups(jwt, provider));
            }
        }
        throw new TokenRefused(TokenCheck.unauthenticated(
                "jwt-refused",
                "This signed token is not of a provider that is known here, or not for us, or has expired."));
    }

    private List<IdentityProvider> candidates(String secret) {
        try {
            var claims = JWTParser.parse(secret).getJWTClaimsSet();
            String issuer = claims.getIssuer();
            List<String> audience = claims.getAudience();
            return issuer == null
                    ? List.of()
                    : providers.ofIssuer(issuer).stream()
                            .filter(provider -> audience.contains(provider.audience()))
                            .toList();
        } catch (ParseException notOne) {
            return List.of();
        }
    }

    private @org.jspecify.annotations.Nullable Jwt verified(String secret, IdentityProvider provider) {
        try {
            Jwt jwt = discovery.of(provider).decoder().decode(secret);
            OAuth2TokenValidatorResult valid = new DelegatingOAuth2TokenValidator<Jwt>(
                            new JwtTimestampValidator(), new JwtIssuerValidator(provider.issuer()))
                    .validate(jwt);
            boolean ours = jwt.getAudience() != null && jwt.getAudience().contains(provider.audience());
            return valid.hasErrors() || !ours || jwt.getSubject() == null || jwt.getExpiresAt() == null ? null : jwt;
        } catch (JwtException | ProblemException refused) {
            LOG.info("a signed token of {} is refused: {}", provider.issuer(), refused.getMessage());
            return null;
        }
    }

    private static People.Claims claims(Jwt jwt) {
        String subject = String.valueOf(jwt.getSubject());
        String email = text(jwt, "email", subject + "@unknown.invalid");
        return new People.Claims(
                subject, email, Boolean.TRUE.equals(jwt.getClaims().get("email_verified")), text(jwt, "name", email));
    }

    private static String text(Jwt jwt, String claim, String otherwise) {
        return jwt.getClaims().get(claim) instanceof String text && !text.isBlank() ? text : otherwise;
    }

    private static Set<String> groups(Jwt jwt, IdentityProvider provider) {
        return GroupsClaim.read(jwt.getClaims().get(provider.groupsClaim()));
    }
}
