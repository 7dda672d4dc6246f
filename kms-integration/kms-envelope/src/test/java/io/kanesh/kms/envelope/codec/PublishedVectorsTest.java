package io.kanesh.kms.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanesh.kms.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import java.util.zip.InflaterInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The primitives against vectors that others published; read from files, their source is named there. */
class PublishedVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void hkdfExpand() throws Exception {
        var cases = new int[1];
        forEachTest("hkdf_sha512", (group, test) -> {
            var size = test.get("size").asInt();
            var prk = extract(hex(test, "salt"), hex(test, "ikm"));
            if (test.get("result").asText().equals("valid")) {
                assertThat(Hkdf.expand(prk, hex(test, "info"), size)).isEqualTo(hex(test, "okm"));
            } else {
                assertThat(size).isGreaterThan(255 * 64);
            }
            cases[0]++;
        });
        assertThat(cases[0]).isEqualTo(83);
    }

    @Test
    void aesGcm() throws Exception {
        var cases = new int[1];
        forEachTest("aes_gcm", (group, test) -> {
            var ours = group.get("ivSize").asInt() == 96
                    && group.get("tagSize").asInt() == 128
                    && group.get("keySize").asInt() != 192;
            if (!ours) {
                return;
            }
            var cipher = cipher(test);
            var message = hex(test, "msg");
            var sealed = concat(hex(test, "ct"), hex(test, "tag"));
            var out = new byte[message.length];
            var opened = cipher.open(0, hex(test, "aad"), sealed, 0, sealed.length, out, 0);
            if (test.get("result").asText().equals("valid")) {
                assertThat(opened).isEqualTo(message.length);
                assertThat(out).isEqualTo(message);
                var again = new byte[sealed.length];
                // A cipher of its own: a provider may refuse to encrypt under the nonce that it just decrypted with.
                cipher(test).seal(0, hex(test, "aad"), message, 0, message.length, again, 0);
                assertThat(again).isEqualTo(sealed);
            } else {
                assertThat(opened).isEqualTo(-1);
            }
            cases[0]++;
        });
        assertThat(cases[0]).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void chunkedEncryption(Suite suite) throws Exception {
        var bits = suite.keyBytes() * 8;
        var cases = new int[1];
        forEachTest("c2sp_chunked_encryption_aes_" + bits + "_gcm", (group, test) -> {
            var sealed = inflate(hex(test, "ct"));
            var plain = decrypt(suite, hex(test, "key"), hex(test, "ctx"), sealed);
            if (test.get("result").asText().equals("valid")) {
                if (plain == null) {
                    throw new AssertionError("refused a valid file: case " + test.get("tcId"));
                }
                assertThat(sha512(plain)).isEqualTo(hex(test, "msgSha512"));
                assertThat(encrypt(suite, hex(test, "key"), hex(test, "ctx"), plain, sealed))
                        .isEqualTo(sealed);
            } else {
                assertThat(plain).as("case %s", test.get("tcId")).isNull();
            }
            cases[0]++;
        });
        assertThat(cases[0]).isEqualTo(35);
    }

    /** The published layout: salt 24, commitment 32, chunks; otherwise our own primitives. Null when refused. */
    private static byte @Nullable [] decrypt(Suite suite, byte[] key, byte[] context, byte[] sealed) {
        if (key.length != suite.keyBytes() || sealed.length < 56) {
            return null;
        }
        var fileKey = derive(suite, key, context, sealed);
        if (!fileKey.commitsTo(Arrays.copyOfRange(sealed, 24, 56))) {
            return null;
        }
        var cipher = new ChunkCipher(Construction.STANDARD, NonceWitness.NONE, fileKey);
        var layout = new ChunkLayout(56, FileClass.BLOB.chunkBytes());
        try {
            var size = layout.plainBytes(sealed.length);
            var plain = new byte[(int) size];
            for (long chunk = 0; chunk <= layout.chunkAt(size); chunk++) {
                var length = layout.plainBytesOf(chunk, size) + 16;
                var at = (int) (chunk * layout.chunkBytes());
                if (cipher.open(chunk, sealed, (int) layout.offsetOf(chunk), length, plain, at) < 0) {
                    return null;
                }
            }
            return plain;
        } catch (SealedFileException refused) {
            return null;
        }
    }

    private static byte[] encrypt(Suite suite, byte[] key, byte[] context, byte[] plain, byte[] expected) {
        var fileKey = derive(suite, key, context, expected);
        var cipher = new ChunkCipher(Construction.STANDARD, NonceWitness.NONE, fileKey);
        var layout = new ChunkLayout(56, FileClass.BLOB.chunkBytes());
        var out = new byte[(int) layout.physicalBytes(plain.length)];
        System.arraycopy(expected, 0, out, 0, 24);
        System.arraycopy(fileKey.commitment(), 0, out, 24, 32);
        for (long chunk = 0; chunk <= layout.chunkAt(plain.length); chunk++) {
            var length = layout.plainBytesOf(chunk, plain.length);
            cipher.seal(chunk, plain, (int) (chunk * 16384), length, out, (int) layout.offsetOf(chunk));
        }
        return out;
    }

    private static FileKey derive(Suite suite, byte[] key, byte[] context, byte[] sealed) {
        return FileKey.derive(
                Construction.STANDARD,
                SecretBytes.copyOf("vector", key),
                FileClass.BLOB,
                suite,
                Arrays.copyOf(sealed, 24),
                context);
    }

    private static ChunkCipher cipher(JsonNode test) {
        return new ChunkCipher(Construction.STANDARD, NonceWitness.NONE, FileKey.of(hex(test, "key"), hex(test, "iv")));
    }

    private static byte[] extract(byte[] salt, byte[] ikm) {
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(salt.length == 0 ? new byte[64] : salt, "HmacSHA512"));
            return mac.doFinal(ikm);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void forEachTest(String name, BiConsumer<JsonNode, JsonNode> check) throws IOException {
        try (var in = PublishedVectorsTest.class.getResourceAsStream("/wycheproof/" + name + "_test.json")) {
            for (var group : new ObjectMapper().readTree(in).get("testGroups")) {
                group.get("tests").forEach(test -> check.accept(group, test));
            }
        }
    }

    private static byte[] inflate(byte[] compressed) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] sha512(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] concat(byte[] one, byte[] two) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(two);
        return out.toByteArray();
    }

    private static byte[] hex(JsonNode test, String field) {
        return HEX.parseHex(test.get(field).asText());
    }
}
