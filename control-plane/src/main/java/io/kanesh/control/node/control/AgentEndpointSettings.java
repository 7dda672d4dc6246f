package io.kanesh.control.node.control;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the agent endpoint listens.
 *
 * @param port of the API
 * @param agentPort of the agent endpoint ({@code KANESH_AGENT_PORT}); the next one after the API's unless set; 0: a free one
 * @param agentEndpoints what agents are told to call ({@code KANESH_AGENT_ENDPOINTS}); empty: every control plane that is alive, by its own
 *     address
 */
@ConfigurationProperties("kanesh")
record AgentEndpointSettings(
        @DefaultValue("8080") int port,
        @Nullable Integer agentPort,
        @DefaultValue List<URI> agentEndpoints) {

    AgentEndpointSettings {
        agentEndpoints = List.copyOf(agentEndpoints);
        agentEndpoints.forEach(AgentEndpointSettings::check);
    }

    private static void check(URI endpoint) {
        if (!"https".equals(endpoint.getScheme())
                || endpoint.getHost() == null
                || endpoint.getPort() < 0
                || !endpoint.getPath().isEmpty()) {
            throw new IllegalArgumentException("KANESH_AGENT_ENDPOINTS has '" + endpoint
                    + "'; it is a list with commas of addresses like https://kanesh.example.com:8081");
        }
    }

    int effectiveAgentPort() {
        return agentPort != null ? agentPort : port + 1;
    }
}
