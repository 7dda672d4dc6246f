package io.kanesh.control.access.control;

import io.kanesh.control.access.Caller;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.http.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who is let in to what: everything below {@code /api} needs a token, but for what is there to be read before having one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class SecurityConfiguration {
    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    @Bean
    SecurityFilterChain apiSecurity(
            HttpSecurity http, BearerCheck check, Sessions sessions, GuessLimit guesses, ProblemWriter problems) {
        AuthenticationEntryPoint refuse = (request, response, refused) -> {
            Problem problem = problemOf(refused);
            response.setHeader("WWW-Authenticate", "Bearer realm=\"kanesh\"");
            problems.write(request, response, problem);
        };
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // SessionFilter asks for our own header where a cookie lets somebody in.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(
                                        "/api/v1/openapi.json",
                                        "/api/v1/openapi.json/**",
                                        "/api/docs",
                                        "/api/docs/**",
                                        "/api/swagger-ui/**",
                                        "/actuator/health",
                                        "/actuator/health/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.POST, "/api/v1/pricing:estimate")
                                .permitAll()
                                .requestMatchers("/api/v1/session")
                                .permitAll()
                                .requestMatchers("/api/**", "/actuator/**")
                                .authenticated()
                                .anyRequest()
                                .permitAll())
                .oauth2ResourceServer(server ->
                        server.authenticationEntryPoint(refuse).opaqueToken(token -> token.introspector(check)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refuse))
                .addFilterBefore(new TokenInUrlFilter(problems), BearerTokenAuthenticationFilter.class)
                .addFilterBefore(new GuessFilter(guesses, problems), BearerTokenAuthenticationFilter.class)
                .addFilterBefore(new SessionFilter(sessions, problems), BearerTokenAuthenticationFilter.class)
                .addFilterAfter(new CallerFilter(check), BearerTokenAuthenticationFilter.class)
                .build();
    }

    /** Paths that could mean two things (encoded slashes, dot segments) reach nobody. */
    @Bean
    RequestRejectedHandler ambiguousPaths(ProblemWriter problems) {
        return (request, response, rejected) -> problems.write(
                request,
                response,
                Problem.of(
                                "path-ambiguous",
                                Kind.MALFORMED,
                                "The path or a header has characters that are not allowed.")
                        .withHint("Paths hold no encoded slash, no '//', no ';' and no dot segment."));
    }

    @Bean
    WebMvcConfigurer callerAsParameter() {
        // A part of every operation that is not a parameter of it.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new TableGuard()).addPathPatterns("/api/**");
            }
        };
    }

    private static Problem problemOf(AuthenticationException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof TokenRefused known) {
                return known.problem();
            }
        }
        return TokenCheck.missing();
    }
}
