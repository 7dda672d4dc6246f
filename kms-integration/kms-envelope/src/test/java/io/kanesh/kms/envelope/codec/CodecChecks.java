package io.kanesh.kms.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.kms.envelope.codec.SealedFileException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What every construction must withstand, as methods that take the construction: the tests run them with the real one, the
 * controls with broken ones and expect them to fail.
 */
final class CodecChecks {

    private CodecChecks() {}

    /** No bit of a header can change unnoticed, and no file opens elsewhere than where it was written. */
    static void headerIsBound(Construction construction, Path folder) throws IOException {
        var node = new TestNode("cl_a", "nd_a", Suite.AES_128_GCM, construction, NonceWitness.NONE);
        var bytes = node.newFile(FileClass.PAGES).headerBytes();
        for (var bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            var changed = bytes.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            var at = bit / Byte.SIZE;
            assertThatThrownBy(() -> node.codec.open(changed, node, "file"))
                    .as("bit %s of byte %s", bit % Byte.SIZE, at)
                    .isInstanceOf(SealedFileException.class);
        }
        var otherCluster = new TestNode("cl_b", "nd_a", Suite.AES_128_GCM, construction, NonceWitness.NONE);
        otherCluster.keys.putAll(node.keys);
        assertThatThrownBy(() -> otherCluster.codec.open(bytes, otherCluster, "file"))
                .as("a file of another cluster with the same key")
                .isInstanceOfSatisfying(
                        SealedFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_KEY));
        assertThat(folder).isDirectory();
    }

    /** No field of a frame's header can change unnoticed. */
    static void framesAreBound(Construction construction, Path folder) throws IOException {
        var node = new TestNode("cl_a", "nd_a", Suite.AES_128_GCM, construction, NonceWitness.NONE);
        var path = folder.resolve("frames-bound.log");
        write(node, path, List.of(TestNode.text(50, 1), TestNode.text(60, 2)));
        var good = Files.readAllBytes(path);
        var durableField = FileHeader.BYTES + Integer.BYTES + Long.BYTES;
        var changed = good.clone();
        changed[durableField + Long.BYTES - 1] ^= 1;
        Files.write(path, changed);
        assertThat(read(node, path)).as("a frame with a changed header").isNotEqualTo(110);
    }

    /** Many files and many chunks: no pair of key and nonce twice. */
    static void noncesNeverRepeat(Construction construction, Path folder) throws IOException {
        var node = new TestNode("cl_a", "nd_a", Suite.AES_128_GCM, construction, new NonceRecorder());
        for (var file = 0; file < 3; file++) {
            var path = folder.resolve("nonces-" + file);
            try (var channel = newFile(path)) {
                var writer = new SealedWriter(channel, node.newFile(FileClass.PAGES));
                writer.write(ByteBuffer.wrap(TestNode.text(20_000, file)));
                writer.finish();
            }
        }
    }

    static void write(TestNode node, Path path, List<byte[]> texts) throws IOException {
        try (var channel = newFile(path)) {
            var writer = new FrameWriter(channel, node.newFile(FileClass.APPEND), 0, 0);
            for (var text : texts) {
                writer.append(ByteBuffer.wrap(text));
                writer.force(false);
            }
        }
    }

    /** Plaintext bytes of a log, or −1 when it is refused. */
    static long read(TestNode node, Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new FrameScanner(node.codec, node, path.toString())
                    .scan(channel)
                    .size();
        } catch (SealedFileException refused) {
            return -1;
        }
    }

    static FileChannel newFile(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    static List<byte[]> texts(int count, int length) {
        var texts = new ArrayList<byte[]>();
        for (var i = 0; i < count; i++) {
            texts.add(TestNode.text(length, i));
        }
        return texts;
    }
}
