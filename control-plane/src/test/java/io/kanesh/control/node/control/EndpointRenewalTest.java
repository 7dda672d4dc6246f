package io.kanesh.control.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.NodeWorld;
import io.kanesh.control.node.TestAgent;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The agents' port changes its certificate while it is open. */
@ControlPlaneTest
class EndpointRenewalTest {
    @Autowired
    private AgentEndpoint endpoint;

    @Autowired
    private NodeWorld world;

    @Test
    void agentsThatAreConnectedAndAgentsThatComeBothGetThrough() throws Exception {
        NodeSpec node = world.offered("renewal");
        TestAgent connected = world.enrolled(node, "renewal");
        X509Certificate before = shown();

        endpoint.replaceIdentity();

        X509Certificate after = shown();
        assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
        assertThat(after.getPublicKey()).isNotEqualTo(before.getPublicKey());
        assertThat(connected.get("/agent/v1/instructions?waitSeconds=0").status())
                .isEqualTo(200);
        TestAgent another = world.agent();
        assertThat(another.tryEnrol(node.id().value(), "renewal").status()).isEqualTo(403);
    }

    private X509Certificate shown() throws Exception {
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new WhoeverItIs()}, new SecureRandom());
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", endpoint.port())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** To look at a certificate one must not refuse it. */
    private static final class WhoeverItIs implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
