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
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFileTest {

    private static final int CHUNK = FileClass.PAGES.chunkBytes();
    private static final int SEALED_CHUNK = CHUNK + 16;

    @TempDir
    Path folder;

    private final TestNode node = new TestNode(Suite.AES_128_GCM);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 8192, 100_000, 16 * 4096, 16 * 4096 + 1, 300_000})
    void readsBackWhatWasWritten(int length) throws IOException {
        var text = TestNode.text(length, length);
        var path = write("file", text, FileClass.PAGES);
        assertThat(readAll(path)).isEqualTo(text);
        assertThat(Files.size(path)).isEqualTo(new ChunkLayout(128, CHUNK).physicalBytes(length));
    }

    @Test
    void readsAnyRangeIntoAnyBuffer() throws IOException {
        var text = TestNode.text(40_000, 7);
        var path = write("file", text, FileClass.PAGES);
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var reader = reader(channel, path);
            var size = reader.verifiedSize();
            for (var position : new int[] {0, 1, 4095, 4096, 8191, 20_000, 39_999}) {
                for (var length : new int[] {1, 2, 4096, 5000, 30_000}) {
                    for (var direct : new boolean[] {true, false}) {
                        var into = direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
                        var expected = Math.min(length, text.length - position);
                        assertThat(reader.read(into, position, size)).isEqualTo(expected);
                        var read = new byte[expected];
                        into.flip().get(read);
                        assertThat(read).isEqualTo(Arrays.copyOfRange(text, position, position + expected));
                    }
                }
            }
            assertThat(reader.read(ByteBuffer.allocate(1), 40_000, size)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void theHeaderShowsTheSuiteAndNothingElseShowsThePlaintext(Suite suite) throws IOException {
        var other = new TestNode(suite);
        var marker = "canary-marker-in-the-plaintext".repeat(400).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var path = folder.resolve("marked");
        try (var channel = CodecChecks.newFile(path)) {
            var writer = new SealedWriter(channel, other.newFile(FileClass.BLOB));
            writer.write(ByteBuffer.wrap(marker));
            writer.finish();
        }
        var bytes = Files.readAllBytes(path);
        assertThat(bytes[10]).isEqualTo((byte) suite.code());
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
        assertThat(new String(marker, java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("the scan sees")
                .contains("canary");
    }

    @Test
    void everyCutIsRefused() throws IOException {
        var path = write("file", TestNode.text(CHUNK + 100, 3), FileClass.PAGES);
        var whole = Files.readAllBytes(path);
        for (var length = 0; length < whole.length; length++) {
            var cut = folder.resolve("cut");
            Files.write(cut, Arrays.copyOf(whole, length));
            assertRefused(cut, "cut at " + length);
        }
    }

    @Test
    void bytesBehindTheEndAreRefused() throws IOException {
        var path = write("file", TestNode.text(CHUNK + 100, 3), FileClass.PAGES);
        var whole = Files.readAllBytes(path);
        for (var extra : new int[] {1, 15, 16, 17, 100, CHUNK, SEALED_CHUNK, SEALED_CHUNK + 16}) {
            Files.write(path, Arrays.copyOf(whole, whole.length + extra));
            assertRefused(path, extra + " bytes more");
        }
    }

    @Test
    void oneBitInAnyChunkIsRefused() throws IOException {
        var path = write("file", TestNode.text(3 * CHUNK + 5, 3), FileClass.PAGES);
        var whole = Files.readAllBytes(path);
        for (var at = FileHeader.BYTES; at < whole.length; at += 97) {
            var changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(path, changed);
            assertRefused(path, "byte " + at);
        }
    }

    @Test
    void swappedDroppedAndRepeatedChunksAreRefused() throws IOException {
        var path = write("file", TestNode.text(3 * CHUNK + 5, 3), FileClass.PAGES);
        var whole = Files.readAllBytes(path);
        var swapped = whole.clone();
        System.arraycopy(whole, 128, swapped, 128 + SEALED_CHUNK, SEALED_CHUNK);
        System.arraycopy(whole, 128 + SEALED_CHUNK, swapped, 128, SEALED_CHUNK);
        Files.write(path, swapped);
        assertRefused(path, "swapped");

        var dropped = new byte[whole.length - SEALED_CHUNK];
        System.arraycopy(whole, 0, dropped, 0, 128);
        System.arraycopy(whole, 128 + SEALED_CHUNK, dropped, 128, dropped.length - 128);
        Files.write(path, dropped);
        assertRefused(path, "dropped");

        var repeated = new byte[whole.length + SEALED_CHUNK];
        System.arraycopy(whole, 0, repeated, 0, 128 + SEALED_CHUNK);
        System.arraycopy(whole, 128, repeated, 128 + SEALED_CHUNK, whole.length - 128);
        Files.write(path, repeated);
        assertRefused(path, "repeated");
    }

    @Test
    void aBodyUnderAnotherFilesHeaderIsRefused() throws IOException {
        var one = Files.readAllBytes(write("one", TestNode.text(100, 1), FileClass.PAGES));
        var two = Files.readAllBytes(write("two", TestNode.text(100, 2), FileClass.PAGES));
        System.arraycopy(one, 0, two, 0, 128);
        var mixed = folder.resolve("mixed");
        Files.write(mixed, two);
        assertRefused(mixed, "mixed");
    }

    @Test
    void aFileOfAnotherNodeIsRefusedEvenWithItsKey() throws IOException {
        var path = write("file", TestNode.text(100, 1), FileClass.PAGES);
        var neighbour = new TestNode(
                "cl_test", "nd_neighbour", Suite.AES_128_GCM, Construction.STANDARD, NonceRecorder.ALL_TESTS);
        neighbour.keys.putAll(node.keys);
        assertThatThrownBy(() -> open(neighbour, path)).hasMessageContaining("another node");
    }

    @Test
    void aKeyOfTheOtherSizeUnderTheSameIdIsRefused() throws IOException {
        var path = write("file", TestNode.text(100, 1), FileClass.PAGES);
        var bigger = node.newKey(Suite.AES_256_GCM);
        node.keys.put(node.key.id(), new DataKey(node.key.id(), Suite.AES_256_GCM, bigger.secret()));
        assertThatThrownBy(() -> open(node, path)).hasMessageContaining("changed header");

        var header = Files.readAllBytes(path);
        header[10] = (byte) Suite.AES_256_GCM.code();
        Files.write(path, header);
        assertThatThrownBy(() -> open(node, path))
                .isInstanceOfSatisfying(
                        SealedFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_KEY));
    }

    @Test
    void anUnknownOrWrongKeyIsRefused() throws IOException {
        var path = write("file", TestNode.text(100, 1), FileClass.PAGES);
        node.keys.clear();
        assertThatThrownBy(() -> open(node, path))
                .isInstanceOfSatisfying(
                        SealedFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.KEY_UNAVAILABLE));
        var wrong = node.newKey(Suite.AES_128_GCM);
        node.keys.put(node.key.id(), new DataKey(node.key.id(), Suite.AES_128_GCM, wrong.secret()));
        assertThatThrownBy(() -> open(node, path)).hasMessageContaining("does not fit its key");
    }

    @Test
    void plaintextIsNeverTakenForAFile() throws IOException {
        var path = folder.resolve("plain");
        Files.writeString(path, "plain text ".repeat(100));
        assertThatThrownBy(() -> open(node, path))
                .isInstanceOfSatisfying(
                        SealedFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_ENCRYPTED));
    }

    @Test
    void aFileOfMoreThanTwoGibibytesIsReadAtItsFarEnd() throws IOException {
        var cipher = node.newFile(FileClass.PAGES);
        var layout = cipher.layout();
        var chunk = (5L << 30) / CHUNK;
        var text = TestNode.text(10, 1);
        var path = folder.resolve("sparse");
        try (var channel = CodecChecks.newFile(path)) {
            var sealed = new byte[26];
            cipher.sealChunk(chunk, text, 0, 10, sealed, 0);
            channel.write(ByteBuffer.wrap(cipher.headerBytes()), 0);
            channel.write(ByteBuffer.wrap(sealed), layout.offsetOf(chunk));
            var reader = new SealedReader(channel, cipher);
            assertThat(reader.verifiedSize()).isEqualTo((5L << 30) + 10);
            var into = ByteBuffer.allocate(20);
            assertThat(reader.read(into, 5L << 30, (5L << 30) + 10)).isEqualTo(10);
            assertThat(Arrays.copyOf(into.array(), 10)).isEqualTo(text);
        }
    }

    @Test
    void theTailCanBeRewoundButNothingBelowIt() throws IOException {
        var path = folder.resolve("rewound");
        try (var channel = CodecChecks.newFile(path)) {
            var writer = new SealedWriter(channel, node.newFile(FileClass.PAGES));
            writer.write(ByteBuffer.wrap(TestNode.text(CHUNK + 100, 1)));
            assertThat(writer.sealedBytes()).isEqualTo(CHUNK);
            writer.rewindTo(CHUNK + 10);
            assertThatThrownBy(() -> writer.rewindTo(CHUNK - 1)).hasMessageContaining("not in the tail");
            writer.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            var tail = ByteBuffer.allocate(100);
            assertThat(writer.readTail(tail, CHUNK + 10)).isEqualTo(3);
            writer.finish();
        }
        var plain = readAll(path);
        assertThat(plain).hasSize(CHUNK + 13);
        assertThat(Arrays.copyOfRange(plain, CHUNK + 10, CHUNK + 13)).containsExactly(1, 2, 3);
    }

    @Test
    void aClosedFileEncryptsNothingMore() {
        var cipher = node.newFile(FileClass.PAGES);
        cipher.close();
        assertThatThrownBy(() -> cipher.sealChunk(0, new byte[1], 0, 1, new byte[17], 0))
                .hasMessageContaining("wiped");
    }

    private void assertRefused(Path path, String what) {
        assertThatThrownBy(() -> readAll(path)).as(what).isInstanceOf(SealedFileException.class);
    }

    private Path write(String name, byte[] text, FileClass fileClass) throws IOException {
        var path = folder.resolve(name);
        try (var channel = CodecChecks.newFile(path)) {
            var writer = new SealedWriter(channel, node.newFile(fileClass));
            for (var at = 0; at < text.length; at += 1000) {
                writer.write(ByteBuffer.wrap(text, at, Math.min(1000, text.length - at)));
            }
            writer.finish();
        }
        return path;
    }

    private byte[] readAll(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var reader = reader(channel, path);
            var into = ByteBuffer.allocate((int) reader.verifiedSize());
            if (into.capacity() > 0) {
                assertThat(reader.read(into, 0, into.capacity())).isEqualTo(into.capacity());
            }
            return into.array();
        }
    }

    private SealedReader reader(FileChannel channel, Path path) throws IOException {
        return new SealedReader(channel, open(node, path));
    }

    private static FileCipher open(TestNode node, Path path) throws IOException {
        var bytes = Files.readAllBytes(path);
        return node.codec.open(Arrays.copyOf(bytes, Math.min(128, bytes.length)), node, path.toString());
    }
}
