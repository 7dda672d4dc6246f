package io.kanesh.kms.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bouncy Castle's AES-GCM and HKDF against what we use, and a reader of whole files that is written from the description of the format
 * and from Bouncy Castle alone: it shares no code with the one under test.
 */
class DifferentialTest {
    private static final int TAG_BITS = 128;
    private static final int CONTEXT_BYTES = 72;
    private static final int SALT_BYTES = 24;
    private static final int HEADER_BYTES = 128;
    private static final int COMMITMENT_BYTES = 32;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"16,1", "16,60", "32,64", "32,65", "16,128", "32,1000", "64,16320"})
    void hkdfExpandGivesTheSameBytes(int keyBytes, int length) {
        var key = TestNode.text(keyBytes, length);
        for (var infoBytes : new int[] {0, 1, 63, 64, 200}) {
            var info = TestNode.text(infoBytes, keyBytes);
            assertThat(Hkdf.expand(key, info, length)).isEqualTo(expanded(key, info, length));
        }
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void aFileOpensForAReaderThatSharesNoCode(Suite suite) throws Exception {
        for (var fileClass : new FileClass[] {FileClass.PAGES, FileClass.BLOB}) {
            for (var length : new int[] {0, 1, 4095, 4096, 4097, 16_384, 50_000}) {
                var node = new TestNode("cl_a", "nd_a", suite, Construction.STANDARD, NonceRecorder.ALL_TESTS);
                var path = folder.resolve(fileClass + "-" + length);
                var text = TestNode.text(length, length);
                try (var channel = CodecChecks.newFile(path)) {
                    var writer = new SealedWriter(channel, node.newFile(fileClass));
                    writer.write(ByteBuffer.wrap(text));
                    writer.finish();
                }
                var key = node.key.secret().<byte[]>use(live -> live.clone());
                var chunk = fileClass == FileClass.PAGES ? 4096 : 16_384;
                assertThat(read(Files.readAllBytes(path), key, suite, fileClass, chunk, "cl_a"))
                        .as("%s of %s bytes", fileClass, length)
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void theReaderRefusesAChangedByte() throws Exception {
        var node = new TestNode("cl_a", "nd_a", Suite.AES_128_GCM, Construction.STANDARD, NonceRecorder.ALL_TESTS);
        var path = folder.resolve("changed");
        try (var channel = CodecChecks.newFile(path)) {
            var writer = new SealedWriter(channel, node.newFile(FileClass.PAGES));
            writer.write(ByteBuffer.wrap(TestNode.text(5000, 1)));
            writer.finish();
        }
        var bytes = Files.readAllBytes(path);
        bytes[HEADER_BYTES + 10] ^= 1;
        var key = node.key.secret().<byte[]>use(live -> live.clone());
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> read(bytes, key, Suite.AES_128_GCM, FileClass.PAGES, 4096, "cl_a"))
                .isInstanceOf(InvalidCipherTextException.class);
    }

    /** Header of 128 bytes, then chunks of text with a tag of 16 bytes each; the last one is short, perhaps empty. */
    private static byte[] read(byte[] file, byte[] dataKey, Suite suite, FileClass fileClass, int chunk, String cluster)
            throws InvalidCipherTextException {
        var info = new ByteArrayOutputStream();
        info.writeBytes(fileClass.label().getBytes(StandardCharsets.US_ASCII));
        info.writeBytes(("AEAD_AES_" + 8 * dataKey.length + "_GCM").getBytes(StandardCharsets.US_ASCII));
        info.write(0);
        info.write(file, CONTEXT_BYTES, SALT_BYTES);
        info.write(file, 0, CONTEXT_BYTES);
        info.writeBytes(cluster.getBytes(StandardCharsets.UTF_8));
        var all = expanded(dataKey, info.toByteArray(), suite.keyBytes() + 12 + COMMITMENT_BYTES);
        var key = Arrays.copyOf(all, suite.keyBytes());
        var base = Arrays.copyOfRange(all, suite.keyBytes(), suite.keyBytes() + 12);
        assertThat(Arrays.copyOfRange(all, suite.keyBytes() + 12, all.length))
                .as("the commitment in the header")
                .isEqualTo(Arrays.copyOfRange(file, CONTEXT_BYTES + SALT_BYTES, HEADER_BYTES));
        var text = new ByteArrayOutputStream();
        var index = 0L;
        for (var at = HEADER_BYTES; at < file.length; index++) {
            var length = Math.min(chunk + TAG_BITS / 8, file.length - at);
            text.writeBytes(opened(key, nonce(base, index), Arrays.copyOfRange(file, at, at + length)));
            at += length;
        }
        return text.toByteArray();
    }

    private static byte[] nonce(byte[] base, long index) {
        var nonce = ByteBuffer.wrap(base.clone());
        nonce.putLong(4, nonce.getLong(4) ^ index);
        return nonce.array();
    }

    private static byte[] opened(byte[] key, byte[] nonce, byte[] sealed) throws InvalidCipherTextException {
        var cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(false, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce));
        var text = new byte[cipher.getOutputSize(sealed.length)];
        var done = cipher.processBytes(sealed, 0, sealed.length, text, 0);
        cipher.doFinal(text, done);
        return text;
    }

    private static byte[] expanded(byte[] key, byte[] info, int length) {
        var generator = new HKDFBytesGenerator(new SHA512Digest());
        generator.init(HKDFParameters.skipExtractParameters(key, info));
        var bytes = new byte[length];
        generator.generateBytes(bytes, 0, length);
        return bytes;
    }
}
