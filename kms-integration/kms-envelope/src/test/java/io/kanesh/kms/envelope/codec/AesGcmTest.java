package io.kanesh.kms.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kanesh.kms.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

    /** As in an engine, where these classes come from the boot path and the provider from the class path. */
    @Test
    void aClassOfTheBootPathFindsItToo() throws Exception {
        var boot = new ArrayList<String>();
        for (var part : List.of(AesGcm.class, SecretBytes.class)) {
            boot.add(Path.of(part.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xbootclasspath/a:" + String.join(":", boot),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Named.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(AesGcm.providerName() + " for null");
    }

    /** The other process. */
    static final class Named {

        private Named() {}

        public static void main(String[] arguments) {
            System.out.println(AesGcm.providerName() + " for " + AesGcm.class.getClassLoader());
        }
    }

    private static String encrypt(java.security.@Nullable Provider provider, byte[] key, byte[] text) throws Exception {
        var cipher = AesGcm.newCipher(provider);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
        return HexFormat.of().formatHex(cipher.doFinal(text));
    }
}
