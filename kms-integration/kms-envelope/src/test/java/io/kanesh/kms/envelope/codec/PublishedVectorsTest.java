package io.kanesh.kms.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our ciphers and derivation against numbers that are not ours; each file says whose they are. */
class PublishedVectorsTest {
    private static final int HMAC_BYTES = 64;

    /** One case of a file. */
    private record Vector(Map<String, byte[]> values) {
        byte[] get(String name) {
            return Objects.requireNonNull(values.get(name), name).clone();
        }
    }

    static Stream<Vector> aesGcm() throws IOException {
        return vectors("aes-gcm");
    }

    static Stream<Vector> hkdf() throws IOException {
        return vectors("hkdf-sha512");
    }

    /** Piece 0 of a file whose base nonce is the vector's: as frames and chunks are sealed, by the provider in use. */
    @ParameterizedTest
    @MethodSource("aesGcm")
    void aPieceIsSealedAndOpened(Vector vector) {
        var plain = vector.get("plain");
        var expected = joined(vector.get("sealed"), vector.get("tag"));
        var cipher = new ChunkCipher(
                Construction.STANDARD, (key, nonce) -> {}, FileKey.of(vector.get("key"), vector.get("nonce")));
        var sealed = new byte[expected.length];
        assertThat(cipher.seal(0, vector.get("aad"), plain, 0, plain.length, sealed, 0))
                .isEqualTo(expected.length);
        assertThat(sealed).isEqualTo(expected);

        var opened = new byte[plain.length];
        assertThat(cipher.open(0, vector.get("aad"), sealed, 0, sealed.length, opened, 0))
                .isEqualTo(plain.length);
        assertThat(opened).isEqualTo(plain);
        sealed[sealed.length - 1] ^= 1;
        assertThat(cipher.open(0, vector.get("aad"), sealed, 0, sealed.length, opened, 0))
                .isNegative();
    }

    /** What a machine without the faster provider uses. */
    @ParameterizedTest
    @MethodSource("aesGcm")
    void theJdkGivesTheSame(Vector vector) throws Exception {
        var cipher = AesGcm.newCipher(null);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(vector.get("key"), "AES"),
                new GCMParameterSpec(AesGcm.TAG_BYTES * Byte.SIZE, vector.get("nonce")));
        cipher.updateAAD(vector.get("aad"));
        assertThat(cipher.doFinal(vector.get("plain"))).isEqualTo(joined(vector.get("sealed"), vector.get("tag")));
    }

    @ParameterizedTest
    @MethodSource("hkdf")
    void aKeyIsExpanded(Vector vector) throws Exception {
        var salt = vector.get("salt").length == 0 ? new byte[HMAC_BYTES] : vector.get("salt");
        var extract = Mac.getInstance("HmacSHA512");
        extract.init(new SecretKeySpec(salt, "HmacSHA512"));
        var expected = vector.get("output");
        assertThat(Hkdf.expand(extract.doFinal(vector.get("ikm")), vector.get("info"), expected.length))
                .isEqualTo(expected);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Groups of lines {@code name = hex} between empty lines; what begins with # is for people. */
    private static Stream<Vector> vectors(String name) throws IOException {
        try (var file = Objects.requireNonNull(
                PublishedVectorsTest.class.getResourceAsStream("/vectors/" + name + ".txt"), name)) {
            var text = new String(file.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("(?m)^#.*\\R", "");
            var found = Arrays.stream(text.strip().split("\\R\\R"))
                    .map(group -> vector(group.lines().toList()))
                    .toList();
            assertThat(found).hasSizeGreaterThan(4);
            return found.stream();
        }
    }

    private static Vector vector(List<String> lines) {
        var values = new HashMap<String, byte[]>();
        for (var line : lines) {
            var parts = line.split(" =", 2);
            if (!parts[0].equals("case")) {
                values.put(parts[0], HexFormat.of().parseHex(parts[1].strip()));
            }
        }
        return new Vector(values);
    }
}
