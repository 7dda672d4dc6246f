package io.kanesh.control.certificates.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.certificates.Authority;
import io.kanesh.control.certificates.CertificateOrder;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.certificates.IssuedCertificate;
import io.kanesh.control.certificates.TestKeys;
import io.kanesh.control.secrets.TestSecrets;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import java.security.KeyPairGenerator;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalCertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ClusterId CLUSTER = new ClusterId("cl_00000000000000000000000001");

    private final MemoryAuthorityStore store = new MemoryAuthorityStore();

    private Certificates certificates() {
        return new LocalCertificates(store, new TestSecrets(), new Random(1), InstantSource.fixed(NOW));
    }

    private static CertificateOrder order(String csr, Duration validity) {
        return new CertificateOrder(csr, "nd_1", List.of("kanesh:node:nd_1"), List.of("127.20.1.1"), validity);
    }

    private static <T> T given(Answer<T> answer) {
        return answer.match(value -> value, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static String refusal(Answer<?> answer) {
        return answer.match(
                value -> "accepted",
                problems -> problems.get(0).code() + ": " + problems.get(0).message());
    }

    @Test
    void aCertificateHasOurNamesAndNoneOfTheRequest() throws Exception {
        Certificates certificates = certificates();
        var key = TestKeys.p256();

        IssuedCertificate issued = given(certificates.issue(
                certificates.agentAuthority(),
                order(TestKeys.csr(key, key.getPrivate(), "CN=kanesh:node:another"), Duration.ofDays(30))));

        X509Certificate leaf = TestKeys.certificate(issued.certificatePem());
        assertThat(leaf.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=nd_1,O=Kanesh");
        assertThat(leaf.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(6, "kanesh:node:nd_1"), List.of(7, "127.20.1.1"));
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getNotAfter().toInstant())
                .isEqualTo(NOW.plus(Duration.ofDays(30)))
                .isEqualTo(issued.expiresAt());
        assertThat(leaf.getNotBefore().toInstant()).isBefore(NOW);
        leaf.verify(TestKeys.certificate(issued.trustedPem()).getPublicKey());
    }

    @Test
    void eachClusterHasAnAuthorityOfItsOwn() {
        Certificates certificates = certificates();
        Authority agents = certificates.agentAuthority();
        Authority cluster = certificates.clusterAuthority(CLUSTER);

        assertThat(certificates.clusterAuthority(CLUSTER)).isEqualTo(cluster);
        IssuedCertificate issued =
                given(certificates.issue(cluster, order(TestKeys.csr(TestKeys.p256()), Duration.ofDays(1))));
        X509Certificate leaf = TestKeys.certificate(issued.certificatePem());
        assertThatThrownBy(() -> leaf.verify(
                        TestKeys.certificate(agents.certificatePem()).getPublicKey()))
                .isInstanceOf(SignatureException.class);
        certificates.forget(CLUSTER);
        assertThat(certificates.clusterAuthority(CLUSTER)).isNotEqualTo(cluster);
    }

    @Test
    void aLeafNeverOutlivesItsAuthority() {
        Certificates certificates = certificates();
        Authority authority = certificates.agentAuthority();

        IssuedCertificate issued =
                given(certificates.issue(authority, order(TestKeys.csr(TestKeys.p256()), Duration.ofDays(9_999))));

        assertThat(issued.expiresAt())
                .isEqualTo(TestKeys.certificate(authority.certificatePem())
                        .getNotAfter()
                        .toInstant());
    }

    @Test
    void requestsThatProveNothingAreRefused() throws Exception {
        Certificates certificates = certificates();
        Authority authority = certificates.agentAuthority();
        var key = TestKeys.p256();
        var stranger = TestKeys.p256();
        var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String stolen = TestKeys.csr(key, stranger.getPrivate(), "CN=x");
        String wrongCurve = TestKeys.csr(TestKeys.ec("secp384r1"));

        assertThat(refusal(certificates.issue(authority, order(stolen, Duration.ofDays(1)))))
                .isEqualTo("csr-invalid: The certificate request is refused: it is not signed with the key that it is"
                        + " for.");
        assertThat(refusal(certificates.issue(authority, order(wrongCurve, Duration.ofDays(1)))))
                .contains("not EC P-256");
        assertThat(refusal(certificates.issue(authority, order(TestKeys.csr(rsa), Duration.ofDays(1)))))
                .contains("not EC P-256");
        String whole = TestKeys.csr(key);
        for (String nonsense : List.of(
                "",
                "hello",
                authority.certificatePem(),
                whole.substring(0, whole.length() / 2),
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
                "x".repeat(10_000))) {
            assertThat(refusal(certificates.publicKeyHash(nonsense))).startsWith("csr-invalid: ");
        }
    }

    @Test
    void anAuthoritySurvivesARestartAndItsKeyLiesSealed() {
        Authority authority = certificates().agentAuthority();

        assertThat(certificates().agentAuthority()).isEqualTo(authority);
        assertThat(store.find("agents").orElseThrow().sealedKey())
                .hasSizeGreaterThan(100)
                .doesNotContain("PRIVATE");
    }

    @Test
    void aServerIdentityIsForTheGivenNames() throws Exception {
        Certificates certificates = certificates();

        var identity = certificates.serve(
                certificates.agentAuthority(), List.of("localhost"), List.of("127.0.0.1"), Duration.ofDays(1));

        assertThat(identity.certificate().getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
        identity.certificate().verify(identity.authority().getPublicKey());
        assertThat(identity.toString()).doesNotContain("key");
    }
}
