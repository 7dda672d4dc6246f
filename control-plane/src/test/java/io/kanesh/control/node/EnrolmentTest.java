package io.kanesh.control.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.agent.api.CertificateAnswer;
import io.kanesh.agent.api.CertificateRequest;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.certificates.Authority;
import io.kanesh.control.certificates.CertificateOrder;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.certificates.TestKeys;
import io.kanesh.control.node.control.AgentEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who gets an identity, and who is let in with it. */
@ControlPlaneTest
class EnrolmentTest {
    @Autowired
    private NodeWorld world;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Nodes nodes;

    @Autowired
    private AgentEndpoint endpoint;

    @LocalServerPort
    private int apiPort;

    @Test
    void aTokenIsTradedForACertificateThatNamesTheNode() throws Exception {
        NodeSpec node = world.offered("secret-1");

        CertificateAnswer answer =
                world.agent().tryEnrol(node.id().value(), "secret-1").as(CertificateAnswer.class);

        X509Certificate leaf = TestKeys.certificate(answer.certificatePem());
        assertThat(leaf.getSubjectAlternativeNames())
                .containsExactly(List.of(6, "kanesh:node:" + node.id().value()));
        assertThat(Duration.between(
                        leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(30), Duration.ofDays(31));
        assertThat(nodes.find(node.id()).orElseThrow().isEnrolled()).isTrue();
    }

    @Test
    void aLostAnswerIsGivenAgainToTheSameKeyAndToNoOther() throws Exception {
        NodeSpec node = world.offered("secret-2");
        TestAgent agent = world.agent();
        agent.tryEnrol(node.id().value(), "secret-2");

        assertThat(agent.tryEnrol(node.id().value(), "secret-2").status()).isEqualTo(200);
        TestAgent.Reply thief = world.agent().tryEnrol(node.id().value(), "secret-2");
        assertThat(thief.status()).isEqualTo(403);
        assertThat(thief.code()).isEqualTo("enrolment-token-used");
    }

    @Test
    void wrongTokensUnknownNodesAndOtherNodesTokensLookAlike() throws Exception {
        NodeSpec node = world.offered("secret-3");
        world.offered("secret-4");

        for (TestAgent.Reply reply : List.of(
                world.agent().tryEnrol(node.id().value(), "guess"),
                world.agent().tryEnrol(node.id().value(), "secret-4"),
                world.agent().tryEnrol(node.id().value(), ""),
                world.agent().tryEnrol("nd_00000000000000000000000000", "secret-3"),
                world.agent().tryEnrol("no id at all", "secret-3"))) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("enrolment-refused");
        }
        assertThat(nodes.find(node.id()).orElseThrow().isEnrolled()).isFalse();
    }

    @Test
    void anAgentThatIsFasterThanTheRunIsAskedToComeAgain() throws Exception {
        NodeSpec node = world.registered();
        world.announce(node.id(), "secret-5");
        TestAgent agent = world.agent();

        assertThat(agent.tryEnrol(node.id().value(), "secret-5").status()).isEqualTo(503);
        world.offer(node.id());
        assertThat(agent.tryEnrol(node.id().value(), "secret-5").status()).isEqualTo(200);
    }

    @Test
    void nonsenseIsRefusedAndBindsNothing() throws Exception {
        NodeSpec node = world.offered("secret-6");
        TestAgent agent = world.agent();
        String path = "/agent/v1/enrol";
        var good = Map.of("nodeId", node.id().value(), "token", "secret-6");

        assertThat(agent.post(path, "{").status()).isEqualTo(400);
        assertThat(agent.post(path, "").status()).isEqualTo(400);
        assertThat(agent.post(path, "null").status()).isEqualTo(400);
        assertThat(agent.post(path, "[]").status()).isEqualTo(400);
        assertThat(agent.post(path, good).json().path("detail").asString()).contains("csrPem is missing");
        assertThat(agent.post(path, "{\"token\":\"" + "x".repeat(1 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
        TestAgent.Reply csr =
                agent.post(path, Map.of("nodeId", node.id().value(), "token", "secret-6", "csrPem", "hello", "new", 1));
        assertThat(csr.status()).isEqualTo(422);
        assertThat(csr.code()).isEqualTo("csr-invalid");
        assertThat(agent.get("/agent/v1/nothing").status()).isIn(401, 404);
        assertThat(agent.tryEnrol(node.id().value(), "secret-6").status()).isEqualTo(200);
    }

    @Test
    void withoutACertificateNothingElseIsAnswered() throws Exception {
        TestAgent agent = world.agent();

        assertThat(agent.get("/agent/v1/instructions").status()).isEqualTo(401);
        assertThat(agent.post("/agent/v1/reports", "{}").code()).isEqualTo("client-certificate-required");
        assertThat(agent.certify(CertificateRequest.Purpose.AGENT).status()).isEqualTo(401);
        assertThat(agent.post("/agent/v1/tasks/tsk_00000000000000000000000000/result", "{}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void foreignAndExpiredCertificatesDoNotGetThrough() throws Exception {
        NodeSpec node = world.offered("secret-7");
        world.enrolled(node, "secret-7");
        TestAgent foreign = world.agent();
        foreign.use(issue(certificates.clusterAuthority(node.cluster()), foreign, node, Duration.ofDays(1)));
        TestAgent expired = world.agent();
        expired.use(issue(certificates.agentAuthority(), expired, node, Duration.ofMinutes(-1)));

        assertTurnedAway(foreign);
        assertTurnedAway(expired);
    }

    /** At the handshake, or, when the client keeps back what the server says it would not accept, as one without any. */
    private static void assertTurnedAway(TestAgent agent) throws InterruptedException {
        try {
            assertThat(agent.get("/agent/v1/instructions").status()).isEqualTo(401);
        } catch (IOException handshake) {
            assertThat(handshake).hasMessageMatching("(?s).*(certificate|terminated|reset|closed).*");
        }
    }

    @Test
    void aCertificateOfOurCaThatIsNoNodesCurrentIdentityIsRefused() throws Exception {
        NodeSpec node = world.offered("secret-8");
        TestAgent agent = world.enrolled(node, "secret-8");
        TestAgent other = world.agent();
        other.use(issue(certificates.agentAuthority(), other, node, Duration.ofDays(1)));
        assertThat(other.get("/agent/v1/instructions").code()).isEqualTo("node-not-admitted");

        // The node gets another machine: what the first one holds counts no more, though it names the same node.
        world.announce(node.id(), "secret-9");
        world.offer(node.id());
        TestAgent second = world.enrolled(node, "secret-9");
        assertThat(agent.get("/agent/v1/instructions?waitSeconds=0").status()).isEqualTo(403);
        assertThat(second.get("/agent/v1/instructions?waitSeconds=0").status()).isEqualTo(200);
    }

    @Test
    void aRevokedOrForgottenNodeIsRefused() throws Exception {
        NodeSpec node = world.offered("secret-10");
        TestAgent agent = world.enrolled(node, "secret-10");
        assertThat(agent.get("/agent/v1/instructions?waitSeconds=0").status()).isEqualTo(200);

        world.revoke(node.id());
        assertThat(agent.get("/agent/v1/instructions?waitSeconds=0").status()).isEqualTo(403);
        assertThat(world.agent().tryEnrol(node.id().value(), "secret-10").status())
                .isEqualTo(403);
        nodes.forget(node.id());
        assertThat(agent.get("/agent/v1/instructions?waitSeconds=0").code()).isEqualTo("node-not-admitted");
    }

    @Test
    void certificatesAreRenewedAndTheEnginesComesFromTheClustersAuthority() throws Exception {
        NodeSpec node = world.offered("secret-11");
        TestAgent agent = world.enrolled(node, "secret-11");

        agent.use(agent.certify(CertificateRequest.Purpose.AGENT)
                .as(CertificateAnswer.class)
                .certificatePem());
        CertificateAnswer engine =
                agent.certify(CertificateRequest.Purpose.ENGINE).as(CertificateAnswer.class);

        X509Certificate leaf = TestKeys.certificate(engine.certificatePem());
        assertThat(leaf.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(6, "kanesh:node:" + node.id().value()), List.of(7, "127.1.1.1"));
        leaf.verify(TestKeys.certificate(
                        certificates.clusterAuthority(node.cluster()).certificatePem())
                .getPublicKey());
    }

    @Test
    void aStrangerDoesNotTrustTheEndpoint() {
        Authority another = certificates.clusterAuthority(world.registered().cluster());
        var misled = new TestAgent(endpoint.url(), another.certificatePem());

        assertThatThrownBy(() -> misled.get("/agent/v1/instructions")).isInstanceOf(IOException.class);
    }

    @Test
    void eachPortServesItsOwnPathsOnly() throws Exception {
        TestAgent agent = world.agent();
        for (String path : List.of("/api/v1/me", "/actuator/health", "/", "/api/docs", "/agent")) {
            assertThat(agent.get(path).status()).as(path).isEqualTo(404);
        }
        for (String path : List.of("/agent/v1/enrol", "/agent/v1/instructions", "/%61gent/v1/instructions")) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    private String issue(Authority authority, TestAgent agent, NodeSpec node, Duration validity) {
        var order = new CertificateOrder(
                TestKeys.csr(agent.key),
                node.id().value(),
                List.of("kanesh:node:" + node.id().value()),
                List.of(),
                validity);
        return certificates.issue(authority, order).match(issued -> issued.certificatePem(), problems -> {
            throw new AssertionError(problems);
        });
    }
}
