package io.kanesh.kms.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AesGcmTest {

    @Test
    void theFasterProviderGivesTheSameBytes() throws Exception {
        var faster = AesGcm.findCorretto();
        assumeThat(faster).as("only where its native library loads").isNotNull();
        assertThat(AesGcm.providerName()).isEqualTo(faster == null ? "" : faster.getName());
        for (var length : new int[] {0, 1, 15, 16, 4096, 16384}) {
            for (var keyBytes : new int[] {16, 32}) {
                var key = TestNode.text(keyBytes, length);
                var text = TestNode.text(length, keyBytes);
                assertThat(encrypt(faster, key, text)).isEqualTo(encrypt(null, key, text));
            }
        }
    }

    private static String encrypt(java.security.@Nullable Provider provider, byte[] key, byte[] text) throws Exception {
        var cipher = AesGcm.newCipher(provider);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
        return HexFormat.of().formatHex(cipher.doFinal(text));
    }
}
