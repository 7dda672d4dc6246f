package io.kanesh.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kanesh.agent.api.Encryption.Algorithm;
import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.agent.api.Encryption.KmsKind;
import io.kanesh.agent.api.Encryption.LeaseTerms;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before it can reach a node, and what is never printed. */
class EncryptionTest {
    private static final String URI = "kanesh-local://local-1/orders";
    private static final Map<String, String> IDENTITY =
            Map.of("address", "http://127.0.0.1:1", "principal", "nd_1", "secret", "do-not-print");

    @Test
    void theDefaultIsAes128AndFourHours() {
        var encryption = Encryption.under(new KeyAccess(URI, KmsKind.LOCAL, IDENTITY), "prj_1", "dc1");
        assertThat(encryption.algorithm()).isEqualTo(Algorithm.AES_128);
        assertThat(encryption.graceSeconds()).isEqualTo(4 * 3600);
        assertThat(encryption.leaseTerms()).isNull();
    }

    @Test
    void aSecretIsNeverPrinted() {
        var encryption = Encryption.under(new KeyAccess(URI, KmsKind.LOCAL, IDENTITY), "prj_1", "dc1");
        assertThat(encryption.toString()).contains(URI, "nd_1").doesNotContain("do-not-print");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 899, 86401})
    void aGraceOutsideOfItsBoundsIsRefused(long seconds) {
        var key = new KeyAccess(URI, KmsKind.LOCAL, IDENTITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Encryption(key, null, Algorithm.AES_256, "prj_1", "dc1", seconds, null, 0, 0, false, null))
                .withMessageContaining("between 900 and 86400");
    }

    @Test
    void aKeyOfAnotherProviderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyAccess(URI, KmsKind.AWS, Map.of()))
                .withMessageContaining("begins with arn:");
    }

    @Test
    void aLocalKeyWithoutAnIdentityIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyAccess(URI, KmsKind.LOCAL, Map.of("address", "http://127.0.0.1:1")))
                .withMessageContaining("principal and secret");
    }

    @Test
    void termsThatWouldOnlyCheckAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeaseTerms(99L, null, null, null, null))
                .withMessageContaining("validateMillis");
    }
}
