package io.kanesh.control.node.control;

import io.kanesh.agent.api.CertificateAnswer;
import io.kanesh.agent.api.CertificateRequest;
import io.kanesh.agent.api.EnrolRequest;
import io.kanesh.control.certificates.Authority;
import io.kanesh.control.certificates.CertificateOrder;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.certificates.IssuedCertificate;
import io.kanesh.control.node.NodeObserved;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.shared.ResourceChanged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives agents their identity, and engines theirs. */
@Component
public class Enrolment {
    /** In the certificate: who it is. */
    static final String URI_PREFIX = "kanesh:node:";

    private final NodeStore store;
    private final Certificates certificates;
    private final NodeSettings settings;
    private final ApplicationEventPublisher events;

    Enrolment(NodeStore store, Certificates certificates, NodeSettings settings, ApplicationEventPublisher events) {
        this.store = store;
        this.certificates = certificates;
        this.settings = settings;
        this.events = events;
    }

    /**
     * Trades the one-time token for a certificate. The first key that comes with it is the node's; the same key may come again
     * (an answer may be lost), another one never.
     */
    @Transactional
    public Answer<CertificateAnswer> enrol(EnrolRequest request) {
        Optional<NodeId> id = nodeId(request.nodeId());
        Optional<NodeState> node = id.flatMap(known -> store.change(known, state -> state));
        if (node.isEmpty() || !node.get().identity().isFor(request.token())) {
            // One answer for every mistake: nobody learns here which nodes exist.
            return refuse("enrolment-refused", Kind.FORBIDDEN, "This node and this token do not belong together.");
        }
        if (node.get().identity().stage() == NodeIdentity.Stage.ANNOUNCED) {
            return refuse(
                    "enrolment-not-open",
                    Kind.UNAVAILABLE,
                    "The node's machine is not known to run yet; come again in a second.");
        }
        return certificates
                .publicKeyHash(request.csrPem())
                .flatMap(key -> enrolWith(node.get(), key, request.csrPem()));
    }

    private Answer<CertificateAnswer> enrolWith(NodeState node, String keyHash, String csrPem) {
        String bound = node.identity().keyHash();
        if (bound != null && !bound.equals(keyHash)) {
            return refuse("enrolment-token-used", Kind.FORBIDDEN, "This token was used before, with another key.");
        }
        return issueForAgent(node, csrPem).map(issued -> {
            if (bound == null) {
                store.change(
                        node.spec().id(),
                        state -> state.withIdentity(state.identity().bind(keyHash)));
                announce(node);
            }
            return issued;
        });
    }

    private void announce(NodeState node) {
        var spec = node.spec();
        events.publishEvent(new ResourceChanged(
                "node",
                spec.id().value(),
                spec.project(),
                spec.cluster().value(),
                "NodeEnrolled",
                "The agent of node " + spec.id().value() + " has enrolled from " + node.address() + "."));
        events.publishEvent(new NodeObserved(spec.id(), spec.cluster()));
    }

    /** A certificate for an agent that has proven who it is. */
    @Transactional
    public Answer<CertificateAnswer> certify(NodeId node, CertificateRequest request) {
        NodeState state = store.find(node).orElseThrow();
        return request.purpose() == CertificateRequest.Purpose.AGENT
                ? issueForAgent(state, request.csrPem())
                : issueForEngine(state, request.csrPem());
    }

    private Answer<CertificateAnswer> issueForAgent(NodeState node, String csrPem) {
        return issue(certificates.agentAuthority(), node, csrPem, List.of(), settings.agentCertificateValidity());
    }

    private Answer<CertificateAnswer> issueForEngine(NodeState node, String csrPem) {
        if (node.address() == null) {
            return refuse("address-unknown", Kind.CONFLICT, "The node's address is not known yet.");
        }
        return issue(
                certificates.clusterAuthority(node.spec().cluster()),
                node,
                csrPem,
                List.of(node.address()),
                settings.engineCertificateValidity());
    }

    private Answer<CertificateAnswer> issue(
            Authority authority, NodeState node, String csrPem, List<String> addresses, Duration validity) {
        var order = new CertificateOrder(
                csrPem, commonName(node), List.of(URI_PREFIX + node.spec().id().value()), addresses, validity);
        return certificates.issue(authority, order).map(Enrolment::answer);
    }

    /** The node and which of its identities; see {@link AgentIdentity}. */
    static String commonName(NodeState node) {
        return node.spec().id().value() + "." + node.identity().mark();
    }

    private static CertificateAnswer answer(IssuedCertificate issued) {
        return new CertificateAnswer(issued.certificatePem(), issued.trustedPem(), issued.trustGeneration());
    }

    static Optional<NodeId> nodeId(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new NodeId(text));
        } catch (IllegalArgumentException noNodeId) {
            return Optional.empty();
        }
    }

    private static <T> Answer<T> refuse(String code, Kind kind, String message) {
        return Answer.refused(Problem.of(code, kind, message));
    }
}
