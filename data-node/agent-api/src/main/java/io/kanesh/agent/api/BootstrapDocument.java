package io.kanesh.agent.api;

/**
 * What a machine is told when it is launched, and all that it knows until its agent has enrolled. A cloud hands it over as
 * user data; the local provider as a file in the machine's directory.
 *
 * @param machineId the control plane's own id of the machine's node-to-be
 * @param nodeId the node that this machine is to become
 * @param agentEndpoint base URL of the agent endpoint, {@code https://host:port}
 * @param trustedCaPem the PEM certificate of the CA that signs the agent endpoint and every agent
 * @param enrolmentToken the one-time token; worthless after the first enrolment with another key
 */
public record BootstrapDocument(
        String machineId, String nodeId, String agentEndpoint, String trustedCaPem, String enrolmentToken) {}
