package io.kanesh.agent.api;

import java.util.List;

/**
 * What a machine is told when it is launched, and all that it knows until its agent has enrolled. A cloud hands it over as
 * user data; the local provider as a file in the machine's directory.
 *
 * @param machineId the control plane's own id of the machine's node-to-be
 * @param nodeId the node that this machine is to become
 * @param agentEndpoint base URL of the agent endpoint to try first, {@code https://host:port}
 * @param trustedCaPem the PEM certificate of the CA that signs the agent endpoint and every agent
 * @param enrolmentToken the one-time token; worthless after the first enrolment with another key
 * @param agentEndpoints every endpoint that was known at the launch, the first one among them
 */
public record BootstrapDocument(
        String machineId,
        String nodeId,
        String agentEndpoint,
        String trustedCaPem,
        String enrolmentToken,
        List<String> agentEndpoints) {

    public BootstrapDocument {
        // A document of an older control plane names one.
        agentEndpoints = agentEndpoints == null ? List.of(agentEndpoint) : List.copyOf(agentEndpoints);
    }

    /** With one endpoint. */
    public BootstrapDocument(
            String machineId, String nodeId, String agentEndpoint, String trustedCaPem, String enrolmentToken) {
        this(machineId, nodeId, agentEndpoint, trustedCaPem, enrolmentToken, List.of(agentEndpoint));
    }
}
