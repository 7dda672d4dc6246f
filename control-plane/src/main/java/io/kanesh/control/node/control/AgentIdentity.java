package io.kanesh.control.node.control;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who calls, by the certificate that the TLS connection was made with. That the agents' CA signed it, the connector has
 * checked; here it is checked anew for every request that it is still valid (a TLS session may outlive it), and that the node
 * still has this identity and no newer one.
 */
@Component
public class AgentIdentity {
    private static final int SAN_URI = 6;

    private final NodeStore store;
    private final InstantSource clock;

    AgentIdentity(NodeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param chain the peer's certificates, the leaf first; null or empty without any */
    public Answer<NodeId> of(X509Certificate @Nullable [] chain) {
        if (chain == null || chain.length == 0) {
            return Answer.refused(Problem.of(
                    "client-certificate-required",
                    Kind.UNAUTHENTICATED,
                    "This needs a client certificate of the agents' CA; enrol first."));
        }
        X509Certificate leaf = chain[0];
        return nodeIn(leaf)
                .filter(node -> isValidNow(leaf) && isCurrent(leaf, node))
                .map(Answer::of)
                .orElseGet(() -> Answer.refused(Problem.of(
                        "node-not-admitted",
                        Kind.FORBIDDEN,
                        "This certificate is not, or no longer, a node's identity.")));
    }

    private boolean isValidNow(X509Certificate leaf) {
        return clock.instant().isBefore(leaf.getNotAfter().toInstant());
    }

    private boolean isCurrent(X509Certificate leaf, NodeId node) {
        return store.find(node)
                .filter(state -> state.identity().stage() == NodeIdentity.Stage.ENROLLED)
                .filter(state -> leaf.getSubjectX500Principal()
                        .getName()
                        .equals("CN=" + Enrolment.commonName(state) + ",O=Kanesh"))
                .isPresent();
    }

    /** Exactly one name of ours, or none. */
    private static Optional<NodeId> nodeIn(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            if (names == null) {
                return Optional.empty();
            }
            List<String> nodes = names.stream()
                    .filter(name -> name.get(0).equals(SAN_URI))
                    .map(name -> name.get(1).toString())
                    .filter(uri -> uri.startsWith(Enrolment.URI_PREFIX))
                    .toList();
            return nodes.size() == 1
                    ? Enrolment.nodeId(nodes.get(0).substring(Enrolment.URI_PREFIX.length()))
                    : Optional.empty();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }
}
