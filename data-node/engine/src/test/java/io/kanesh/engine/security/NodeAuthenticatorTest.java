package io.kanesh.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import org.apache.cassandra.auth.IInternodeAuthenticator.InternodeConnectionDirection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeAuthenticatorTest {

    private final TestAuthority authority = new TestAuthority();
    private final NodeAuthenticator authenticator = new NodeAuthenticator();

    @Test
    void letsANodeInWhereverItCallsFrom() throws UnknownHostException {
        assertThat(allows(leaf("kanesh:node:nd_1", "127.1.0.1"), InternodeConnectionDirection.INBOUND))
                .isTrue();
    }

    @Test
    void refusesACertificateOfTheSameAuthorityThatNamesNoNode() throws UnknownHostException {
        assertThat(allows(leaf("kanesh:client:1", "127.1.0.9"), InternodeConnectionDirection.INBOUND))
                .isFalse();
        assertThat(allows(leaf("", "127.1.0.9"), InternodeConnectionDirection.INBOUND))
                .isFalse();
    }

    @Test
    void refusesACallWithoutCertificate() throws UnknownHostException {
        assertThat(allows(null, InternodeConnectionDirection.INBOUND)).isFalse();
        assertThat(allows(null, InternodeConnectionDirection.OUTBOUND)).isFalse();
    }

    @Test
    void callsOnlyTheNodeOfTheAddress() throws UnknownHostException {
        assertThat(allows(leaf("kanesh:node:nd_9", "127.1.0.9"), InternodeConnectionDirection.OUTBOUND))
                .isTrue();
        assertThat(allows(leaf("kanesh:node:nd_1", "127.1.0.1"), InternodeConnectionDirection.OUTBOUND))
                .isFalse();
    }

    private X509Certificate leaf(String uri, String address) {
        return authority.issue(TestAuthority.newKeys(), uri, address);
    }

    private boolean allows(@Nullable X509Certificate leaf, InternodeConnectionDirection direction)
            throws UnknownHostException {
        Certificate[] chain = leaf == null ? null : new Certificate[] {leaf, authority.certificate()};
        return authenticator.authenticate(InetAddress.getByName("127.1.0.9"), 7000, chain, direction);
    }
}
