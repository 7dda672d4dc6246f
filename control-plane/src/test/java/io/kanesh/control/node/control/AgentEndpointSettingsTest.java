package io.kanesh.control.node.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentEndpointSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://kanesh.example.com:8081", "https://10.0.0.7:8081", "https://[fd00::7]:8081"})
    void takesAddresses(String endpoint) {
        assertThat(new AgentEndpointSettings(8080, null, List.of(URI.create(endpoint))).agentEndpoints())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://kanesh.example.com:8081",
                "https://kanesh.example.com",
                "https://a:1/agent",
                "kanesh:8081"
            })
    void saysWhatWouldBeRight(String endpoint) {
        assertThatThrownBy(() -> new AgentEndpointSettings(8080, null, List.of(URI.create(endpoint))))
                .hasMessageContaining("KANESH_AGENT_ENDPOINTS has '" + endpoint)
                .hasMessageContaining("https://kanesh.example.com:8081");
    }
}
