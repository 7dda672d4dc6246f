package io.kanesh.control.node.control;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps the two ports apart: agents' paths on the agents' port, everything else on the API's. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties({NodeSettings.class, AgentEndpointSettings.class})
class NodeConfiguration {
    private static final String AGENT_PATHS = "/agent/";

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> portFilter(AgentEndpoint endpoint) {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                boolean onAgentPort = request.getLocalPort() == endpoint.port();
                if (onAgentPort == request.getServletPath().startsWith(AGENT_PATHS)) {
                    chain.doFilter(request, response);
                } else {
                    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                }
            }
        });
        // Before everything: whatever else looks at a request need not know that there are two ports.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    Freshness freshness(NodeSettings settings, InstantSource clock) {
        return new Freshness(settings.reportValidity(), clock);
    }

    /** Agents prove who they are by certificate, checked by their endpoint; tokens and sessions mean nothing here. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain agentSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher(AGENT_PATHS + "**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
