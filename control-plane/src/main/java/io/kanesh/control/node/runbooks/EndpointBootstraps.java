package io.kanesh.control.node.runbooks;

import io.kanesh.agent.api.BootstrapDocument;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.node.control.ControlPlanes;
import io.kanesh.control.secrets.InstallationSecrets;
import io.kanesh.control.shared.Id.NodeId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bootstrap documents that name the agent endpoints. The enrolment token is derived from the launch's idempotency token, so that every attempt of
 * one launch hands over the same document, and nothing secret has to be kept.
 */
@Component
class EndpointBootstraps implements Bootstraps {
    private final Certificates certificates;
    private final InstallationSecrets secrets;
    private final ControlPlanes controlPlanes;
    private final JsonMapper json = JsonMapper.builder().build();

    EndpointBootstraps(Certificates certificates, InstallationSecrets secrets, ControlPlanes controlPlanes) {
        this.certificates = certificates;
        this.secrets = secrets;
        this.controlPlanes = controlPlanes;
    }

    @Override
    public String tokenFor(NodeId node, String idempotencyToken) {
        return secrets.derive("enrolment token", node.value() + " " + idempotencyToken);
    }

    @Override
    public String documentFor(NodeId node, String idempotencyToken) {
        var endpoints = controlPlanes.endpointsOfLaunch(idempotencyToken);
        return json.writeValueAsString(new BootstrapDocument(
                idempotencyToken,
                node.value(),
                endpoints.get(0),
                certificates.trustedPem(certificates.agentAuthority()),
                tokenFor(node, idempotencyToken),
                endpoints));
    }
}
