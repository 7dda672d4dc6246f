package io.kanesh.kms.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.testkit.AwsKmsSimulator;
import io.kanesh.kms.testkit.IdentitySimulator;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A project's role is really assumed: the KMS hears nobody else. */
class AwsIdentityTest {
    private static final KeyReference KEY =
            KeyReference.parse("arn:aws:kms:eu-central-1:123456789012:key/11111111-1111-1111-1111-111111111111");
    private static final String ROLE = "arn:aws:iam::111122223333:role/kanesh-prj_1";
    private static final EncryptionContext CONTEXT = EncryptionContext.of(Map.of("kanesh:node", "nd_1"));

    private final IdentitySimulator identities = new IdentitySimulator(InstantSource.system());
    private final AwsKmsSimulator kms = new AwsKmsSimulator();

    @BeforeEach
    void admitTheRoleOnly() {
        kms.createKey(KEY.uri());
        kms.admitOnly(ROLE, identities);
        identities.trust(ROLE, "prj_1");
    }

    @AfterEach
    void close() {
        kms.close();
        identities.close();
    }

    @Test
    void callsWithASessionOfTheRoleNamedAfterTheNode() {
        try (var client = open(Map.of("roleArn", ROLE, "externalId", "prj_1", "sessionName", "nd_1"))) {
            var made = client.generateDataKey(KEY, CONTEXT);
            assertThat(client.decrypt(made.wrapped(), CONTEXT).secret().length())
                    .isEqualTo(32);
            assertThat(identities.given()).as("one session for many calls").isEqualTo(1);
            assertThat(identities.newestSession()).isEqualTo("nd_1");
        }
    }

    @Test
    void whatStsRefusesIsADenialUnderItsName() {
        try (var client = open(Map.of("roleArn", ROLE, "externalId", "prj_2"))) {
            var fault = catchThrowableOfType(KmsFault.class, () -> client.generateDataKey(KEY, CONTEXT));
            assertThat(fault.faultClass()).isEqualTo(FaultClass.REVOKED);
            assertThat(fault.code()).isEqualTo("AccessDenied");
            assertThat(fault).hasMessageContaining("sts:AssumeRole").hasMessageContaining(ROLE);
        }
    }

    @Test
    void stsBeingAwayIsAnOutage() {
        identities.close();
        try (var client = open(Map.of("roleArn", ROLE, "externalId", "prj_1"))) {
            var fault = catchThrowableOfType(KmsFault.class, () -> client.generateDataKey(KEY, CONTEXT));
            assertThat(fault.faultClass()).isEqualTo(FaultClass.OUTAGE);
        }
    }

    @Test
    void theMachinesOwnCredentialsAreNotTheProjects() {
        try (var client = open(Map.of())) {
            var fault = catchThrowableOfType(KmsFault.class, () -> client.generateDataKey(KEY, CONTEXT));
            assertThat(fault.faultClass()).isEqualTo(FaultClass.OURS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint,http://169.254.169.254/",
        "endpoint,https://169.254.169.254/",
        "endpoint,http://10.0.0.1/",
        "endpoint,https://user@kms.example/",
        "endpoint,file:///etc/passwd",
        "stsEndpoint,http://169.254.169.254/latest"
    })
    void anAddressThatWouldLeakIsRefusedByName(String setting, String address) {
        assertThatThrownBy(() -> open(Map.of("roleArn", ROLE, setting, address)).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(address);
    }

    private Kms open(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "endpoint", kms.address().toString(),
                "stsEndpoint", identities.address().toString(),
                "accessKeyId", "AKIAOWN",
                "secretAccessKey", "secret",
                "deadlineMillis", "5000"));
        settings.putAll(more);
        return KmsProvider.openFor(KEY, settings);
    }
}
