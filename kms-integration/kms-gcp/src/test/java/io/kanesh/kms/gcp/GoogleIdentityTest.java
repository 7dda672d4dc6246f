package io.kanesh.kms.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.testkit.GoogleKmsSimulator;
import io.kanesh.kms.testkit.IdentitySimulator;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project's service account is really impersonated: the KMS hears nobody else. */
class GoogleIdentityTest {
    private static final KeyReference KEY =
            KeyReference.parse("projects/acme/locations/europe-west3/keyRings/data/cryptoKeys/one");
    private static final String ACCOUNT = "p-1@kanesh.iam.gserviceaccount.com";
    private static final EncryptionContext CONTEXT = EncryptionContext.of(Map.of("kanesh:node", "nd_1"));

    private final IdentitySimulator identities = new IdentitySimulator(InstantSource.system());
    private final GoogleKmsSimulator kms = new GoogleKmsSimulator();

    @BeforeEach
    void admitTheAccountOnly() {
        kms.createKey(KEY.uri());
        kms.admitOnly(ACCOUNT, identities);
        identities.trust(ACCOUNT, "");
    }

    @AfterEach
    void close() {
        kms.close();
        identities.close();
    }

    @Test
    void callsWithATokenOfTheAccount() {
        try (var client = open(Map.of("serviceAccount", ACCOUNT))) {
            var made = client.generateDataKey(KEY, CONTEXT);
            assertThat(client.decrypt(made.wrapped(), CONTEXT).secret().length())
                    .isEqualTo(32);
            assertThat(identities.given()).as("one token for many calls").isEqualTo(1);
        }
    }

    /** The account is this installation's own, not the customer's: losing it is no word about the customer's key. */
    @Test
    void anAccountThatMayNotBeImpersonatedIsAnOutageAndNoDenial() {
        identities.distrust(ACCOUNT);
        try (var client = open(Map.of("serviceAccount", ACCOUNT))) {
            var fault = catchThrowableOfType(KmsFault.class, () -> client.generateDataKey(KEY, CONTEXT));
            assertThat(fault.faultClass()).isIn(FaultClass.OUTAGE, FaultClass.OURS);
        }
    }

    @Test
    void anotherAccountIsDenied() {
        identities.trust("p-2@kanesh.iam.gserviceaccount.com", "");
        try (var client = open(Map.of("serviceAccount", "p-2@kanesh.iam.gserviceaccount.com"))) {
            var fault = catchThrowableOfType(KmsFault.class, () -> client.generateDataKey(KEY, CONTEXT));
            assertThat(fault.faultClass()).isEqualTo(FaultClass.REVOKED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254:80", "10.0.0.1:443", "kms.invalid:443", "127.0.0.1", "http://127.0.0.1:1"})
    void withoutTlsOnlyThisMachineIsCalled(String address) {
        assertThatThrownBy(() -> open(Map.of("plaintextEndpoint", address)).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plaintextEndpoint")
                .hasMessageContaining(address);
    }

    private Kms open(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "plaintextEndpoint",
                kms.target(),
                "iamEndpoint",
                identities.address().toString(),
                "accessToken",
                "own",
                "deadlineMillis",
                "5000"));
        settings.putAll(more);
        return KmsProvider.openFor(KEY, settings);
    }
}
