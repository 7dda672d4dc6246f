package io.kanesh.control.access.control;

import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a provider says of itself, read from its issuer's address and nowhere else: so an organization can name a provider,
 * but not be one under another's name.
 */
@Component
class Discovery {
    /** The algorithms whose keys a provider can publish: no shared secrets, and never none. */
    private static final List<SignatureAlgorithm> ALGORITHMS = List.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384);

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int PROVIDERS = 1_000;

    private final Outbound outbound;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > PROVIDERS;
        }
    };

    Discovery(Outbound outbound, JsonMapper json, InstantSource clock) {
        this.outbound = outbound;
        this.json = json;
        this.clock = clock;
    }

    /** A provider's registration and the decoder that checks signatures with its keys (kept, and read anew for an unknown key). */
    record Known(ClientRegistration registration, String keys, NimbusJwtDecoder decoder, Instant since) {}

    /** @throws ProblemException 422 when the provider does not answer, or as another one */
    Known of(IdentityProvider provider) {
        String key = provider.organization().value() + " " + provider.version() + " " + provider.issuer();
        synchronized (known) {
            Known kept = known.get(key);
            if (kept != null && Duration.between(kept.since(), clock.instant()).compareTo(KEPT) < 0) {
                return kept;
            }
        }
        Known found = discover(provider);
        synchronized (known) {
            known.put(key, found);
        }
        return found;
    }

    private Known discover(IdentityProvider provider) {
        outbound.refusal("issuer", provider.issuer()).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        JsonNode document = read(provider.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration");
        if (!provider.issuer().equals(document.path("issuer").asString(""))) {
            throw refused("What answers at this address calls itself otherwise.");
        }
        String keys = document.path("jwks_uri").asString("");
        if (keys.isEmpty()
                || document.path("authorization_endpoint").asString("").isEmpty()
                || document.path("token_endpoint").asString("").isEmpty()) {
            throw refused("What answers at this address names no jwks_uri, authorization_endpoint or token_endpoint.");
        }
        return new Known(registration(provider, document, keys), keys, decoder(keys), clock.instant());
    }

    /** A decoder of its own for the same keys, to be given its own rules. */
    NimbusJwtDecoder fresh(Known provider) {
        return decoder(provider.keys());
    }

    private NimbusJwtDecoder decoder(String keys) {
        return NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                .restOperations(client())
                .build();
    }

    private JsonNode read(String address) {
        try {
            String text = client().getForObject(URI.create(address), String.class);
            return json.readTree(text == null ? "" : text);
        } catch (RestClientException | JacksonException fault) {
            throw refused("The provider's description cannot be read at " + address + ": " + reason(fault));
        }
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no answer");
    }

    RestTemplate client() {
        var client = new RestTemplate(outbound.requests());
        client.getInterceptors().add(outbound.guard());
        return client;
    }

    private static ClientRegistration registration(IdentityProvider provider, JsonNode document, String keys) {
        @Nullable String secret = provider.clientSecret();
        boolean namesGroups = document.path("scopes_supported")
                .valueStream()
                .anyMatch(s -> s.asString("").equals("groups"));
        return ClientRegistration.withRegistrationId(provider.organization().value())
                .clientId(provider.clientId())
                .clientSecret(secret == null ? "" : secret)
                .clientAuthenticationMethod(
                        secret == null
                                ? ClientAuthenticationMethod.NONE
                                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/auth/callback/{registrationId}")
                .scope(
                        namesGroups
                                ? List.of("openid", "profile", "email", "groups")
                                : List.of("openid", "profile", "email"))
                .authorizationUri(document.path("authorization_endpoint").asString())
                .tokenUri(document.path("token_endpoint").asString())
                .jwkSetUri(keys)
                .issuerUri(provider.issuer())
                .userNameAttributeName("sub")
                .build();
    }

    private static ProblemException refused(String why) {
        return new ProblemException(new Problem(
                "provider-unreadable",
                Kind.INVALID,
                why,
                "issuer",
                "Give the issuer exactly as the provider" + " writes it, e.g. https://login.example.org/realms/staff.",
                Map.of()));
    }
}
