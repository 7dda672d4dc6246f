package io.kanesh.engine.security;

import java.net.InetAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.apache.cassandra.auth.IInternodeAuthenticator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to a peer when its certificate names a node, and, where we called, the address that we called. The TLS handshake has
 * already proved that the cluster's own authority signed it; the name keeps out certificates that the same authority may
 * give to others than nodes.
 *
 * <p>The address of a caller is not checked: a node may call from another of its addresses than the one it listens on, and
 * Cassandra's own check, which cannot be had for one direction only, would refuse it.
 */
public final class NodeAuthenticator implements IInternodeAuthenticator {

    /** Subject alternative name of a node, of type URI: {@code kanesh:node:<node id>}. */
    static final String NODE_NAME = "kanesh:node:";

    private static final Logger LOG = LoggerFactory.getLogger(NodeAuthenticator.class);

    /** Types of alternative names, RFC 5280 section 4.2.1.6. */
    private static final int URI = 6;

    private static final int ADDRESS = 7;

    @Override
    public boolean authenticate(
            InetAddress address,
            int port,
            Certificate @Nullable [] certificates,
            InternodeConnectionDirection direction) {
        if (direction == InternodeConnectionDirection.OUTBOUND_PRECONNECT) {
            return true;
        }
        if (certificates == null
                || certificates.length == 0
                || !(certificates[0] instanceof X509Certificate certificate)) {
            LOG.warn("Refused {}: it has no certificate", address);
            return false;
        }
        boolean isNode = names(certificate, URI).stream().anyMatch(name -> name.startsWith(NODE_NAME));
        boolean isExpected = direction == InternodeConnectionDirection.INBOUND
                || names(certificate, ADDRESS).contains(address.getHostAddress());
        if (!isNode || !isExpected) {
            LOG.warn("Refused {}: its certificate does not name {}", address, isNode ? "this address" : "a node");
        }
        return isNode && isExpected;
    }

    private static List<String> names(X509Certificate certificate, int type) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Integer.valueOf(type).equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException malformed) {
            LOG.warn("A certificate's alternative names cannot be read", malformed);
            return List.of();
        }
    }

    @Override
    public void validateConfiguration() {
        // Nothing to configure.
    }
}
