package io.kanesh.control.node.control;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the agent endpoint listens.
 *
 * @param port of the API
 * @param agentPort of the agent endpoint ({@code KANESH_AGENT_PORT}); the next one after the API's unless set; 0: a free one
 */
@ConfigurationProperties("kanesh")
record AgentEndpointSettings(
        @DefaultValue("8080") int port, @Nullable Integer agentPort) {

    int effectiveAgentPort() {
        return agentPort != null ? agentPort : port + 1;
    }
}
