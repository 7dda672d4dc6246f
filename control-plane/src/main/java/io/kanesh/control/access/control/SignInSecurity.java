package io.kanesh.control.access.control;

import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.access.Person;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestClient;

/** Sign-in at the console with OpenID Connect: the authorization code flow with PKCE, by Spring Security. */
@Configuration(proxyBeanMethods = false)
class SignInSecurity {
    private static final Logger LOG = LoggerFactory.getLogger(SignInSecurity.class);
    private static final String START = "/auth/oidc";

    private final IdentityProviderStore providers;
    private final Discovery discovery;
    private final People people;
    private final Sessions sessions;
    private final FailedSignIn failed;

    SignInSecurity(
            IdentityProviderStore providers,
            Discovery discovery,
            People people,
            Sessions sessions,
            FailedSignIn failed) {
        this.providers = providers;
        this.discovery = discovery;
        this.people = people;
        this.sessions = sessions;
        this.failed = failed;
    }

    @Bean
    @Order(1)
    SecurityFilterChain signIn(HttpSecurity http, SignInCookie begun, Outbound outbound) {
        ClientRegistrationRepository registrations = this::registration;
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations, START);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return http.securityMatcher("/auth/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Nothing here changes anything but by the way back from a provider, which has its own proof: the
                // state.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'")))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .oauth2Login(login -> login.clientRegistrationRepository(registrations)
                        .authorizedClientRepository(new NoClients())
                        .authorizationEndpoint(start ->
                                start.authorizationRequestResolver(resolver).authorizationRequestRepository(begun))
                        .redirectionEndpoint(back -> back.baseUri("/auth/callback/*"))
                        .tokenEndpoint(token -> token.accessTokenResponseClient(tokenClient(outbound)))
                        .loginPage("/")
                        .successHandler(this::signedIn)
                        .failureHandler((request, response, fault) -> {
                            LOG.info("a sign-in failed: {}", fault.getMessage());
                            failed.write(request, response);
                        }))
                .build();
    }

    /** Signatures are checked with keys read through the guard, as everything that a customer's address leads to. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokenDecoders() {
        return registration -> {
            var keys = discovery.of(provider(registration.getRegistrationId()).orElseThrow());
            var decoder = discovery.fresh(keys);
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
            return decoder;
        };
    }

    private @Nullable ClientRegistration registration(String id) {
        try {
            return provider(id)
                    .map(discovery::of)
                    .map(Discovery.Known::registration)
                    .orElse(null);
        } catch (ProblemException refused) {
            LOG.warn("the identity provider of {} cannot be used: {}", id, refused.getMessage());
            return null;
        }
    }

    private Optional<IdentityProvider> provider(String id) {
        try {
            return providers.find(new OrganizationId(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        String path = request.getRequestURI();
        var provider = provider(path.substring(path.lastIndexOf('/') + 1));
        if (provider.isEmpty() || !(authentication.getPrincipal() instanceof OidcUser user)) {
            failed.write(request, response);
            return;
        }
        String email = user.getEmail() == null ? user.getSubject() + "@unknown.invalid" : user.getEmail();
        String name = user.getFullName() == null ? email : user.getFullName();
        Person person = people.signIn(
                provider.get(),
                new People.Claims(
                        String.valueOf(user.getSubject()), email, Boolean.TRUE.equals(user.getEmailVerified()), name));
        var groups = GroupsClaim.read(user.getClaims().get(provider.get().groupsClaim()));
        String secret = sessions.begin(person, provider.get().organization(), groups);
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.write(request, secret));
        response.sendRedirect(
                SignInCookie.returnTo(request.getAttribute(SignInCookie.RETURN_TO) instanceof String to ? to : null));
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokenClient(Outbound outbound) {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(outbound.requests())
                .requestInterceptor(outbound.guard())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** We ask the provider who somebody is, once, and keep none of its tokens. */
    private static final class NoClients implements OAuth2AuthorizedClientRepository {
        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // Kept nowhere, on purpose.
        }

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // There is none.
        }
    }
}
