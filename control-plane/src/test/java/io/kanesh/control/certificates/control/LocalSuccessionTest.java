package io.kanesh.control.certificates.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.certificates.CertificateOrder;
import io.kanesh.control.certificates.IssuedCertificate;
import io.kanesh.control.certificates.TestKeys;
import io.kanesh.control.secrets.TestSecrets;
import io.kanesh.control.shared.Id.ClusterId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LocalSuccessionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ClusterId CLUSTER = new ClusterId("cl_00000000000000000000000001");

    private final MemoryAuthorityStore store = new MemoryAuthorityStore();
    private final LocalCertificates certificates;
    private final LocalSuccession succession;

    LocalSuccessionTest() {
        var secrets = new TestSecrets();
        var clock = InstantSource.fixed(NOW);
        certificates = new LocalCertificates(store, secrets, new Random(1), clock);
        succession = new LocalSuccession(store, secrets, new Random(2), clock);
    }

    @Test
    void whoKnowsOneOfTheTwoAuthoritiesIsAtNoStepLeftOut() throws Exception {
        String before = trusted();
        IssuedCertificate first = issue();
        assertThat(first.trustGeneration()).isZero();
        assertThat(isTrusted(first, before)).isTrue();

        succession.prepare(CLUSTER);
        String both = trusted();
        IssuedCertificate second = issue();
        assertThat(second.trustGeneration()).isEqualTo(1);
        assertThat(all(both)).hasSize(2);
        assertThat(isTrusted(second, before)).as("still issued by the former").isTrue();

        succession.hand(CLUSTER);
        IssuedCertificate third = issue();
        assertThat(third.trustGeneration()).isEqualTo(2);
        assertThat(isTrusted(third, before)).as("over the bridge").isTrue();
        assertThat(isTrusted(third, both)).isTrue();
        assertThat(isTrusted(second, trusted()))
                .as("a node that has not caught up")
                .isTrue();
        assertThat(succession.handedAt(CLUSTER)).contains(NOW);

        succession.settle(CLUSTER);
        IssuedCertificate fourth = issue();
        String after = trusted();
        assertThat(fourth.trustGeneration()).isEqualTo(3);
        assertThat(all(after)).hasSize(1).doesNotContainAnyElementsOf(all(before));
        assertThat(isTrusted(fourth, after)).isTrue();
        assertThat(isTrusted(third, after)).isTrue();
        assertThat(isTrusted(fourth, before)).isFalse();
        assertThat(isTrusted(first, after)).isFalse();
        assertThat(succession.handedAt(CLUSTER)).isEmpty();
    }

    @Test
    void everyStepMayBeDoneTwice() {
        trusted();
        succession.prepare(CLUSTER);
        var prepared = store.find(LocalCertificates.idOf(CLUSTER));
        succession.prepare(CLUSTER);
        assertThat(store.find(LocalCertificates.idOf(CLUSTER))).isEqualTo(prepared);
        succession.hand(CLUSTER);
        succession.hand(CLUSTER);
        succession.prepare(CLUSTER);
        assertThat(succession.generation(CLUSTER)).isEqualTo(2);
        succession.settle(CLUSTER);
        succession.settle(CLUSTER);
        assertThat(succession.generation(CLUSTER)).isEqualTo(3);
    }

    @Test
    void anAbandonedSuccessorLeavesTheAuthorityAsItWas() {
        String before = trusted();
        succession.prepare(CLUSTER);
        succession.abandon(CLUSTER);
        succession.abandon(CLUSTER);
        assertThat(trusted()).isEqualTo(before);
        assertThat(succession.generation(CLUSTER))
                .as("nodes have to fetch the trust again")
                .isEqualTo(2);
        succession.hand(CLUSTER);
        assertThat(trusted()).isEqualTo(before);
    }

    @Test
    void nothingHappensToAClusterThatIsGone() {
        succession.prepare(CLUSTER);
        succession.hand(CLUSTER);
        succession.settle(CLUSTER);
        assertThat(succession.generation(CLUSTER)).isZero();
        assertThat(store.find(LocalCertificates.idOf(CLUSTER))).isEmpty();
    }

    @Test
    void theBridgeLeadsToOneAuthorityAndNoFurther() throws Exception {
        trusted();
        succession.prepare(CLUSTER);
        succession.hand(CLUSTER);
        X509Certificate bridge = all(issue().certificatePem()).get(1);
        assertThat(bridge.getBasicConstraints()).as("it may sign leaves only").isZero();
        assertThatThrownBy(() -> bridge.verify(bridge.getPublicKey())).isNotNull();
    }

    private String trusted() {
        return certificates.trustedPem(certificates.clusterAuthority(CLUSTER));
    }

    private IssuedCertificate issue() throws Exception {
        var order = new CertificateOrder(
                TestKeys.csr(TestKeys.p256()),
                "nd_1",
                List.of("kanesh:node:nd_1"),
                List.of("127.20.1.1"),
                Duration.ofDays(7));
        return certificates.issue(certificates.clusterAuthority(CLUSTER), order).match(value -> value, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static boolean isTrusted(IssuedCertificate shown, String trustedPem) throws Exception {
        Set<TrustAnchor> anchors =
                all(trustedPem).stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet());
        var parameters = new PKIXParameters(anchors);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        // As TLS stacks do: the shown certificates as far as they are needed.
        List<X509Certificate> chain = all(shown.certificatePem());
        for (int length = 1; length <= chain.size(); length++) {
            if (leads(chain.subList(0, length), parameters)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leads(List<X509Certificate> chain, PKIXParameters parameters) throws Exception {
        try {
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
            return true;
        } catch (CertPathValidatorException notThisWay) {
            return false;
        }
    }

    private static List<X509Certificate> all(String pem) throws Exception {
        var found = new ArrayList<X509Certificate>();
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            found.add((X509Certificate) certificate);
        }
        return found;
    }
}
