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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameLogTest {

    private static final int FRAME_OF_50 = 20 + 50 + 16;

    @TempDir
    Path folder;

    private final TestNode node = new TestNode(Suite.AES_128_GCM);
    private Path path = Path.of("");

    @BeforeEach
    void name() {
        path = folder.resolve("commit.log");
    }

    @Test
    void readsBackAcrossFramesAndSessions() throws IOException {
        CodecChecks.write(node, path, CodecChecks.texts(3, 50));
        appendSession(CodecChecks.texts(2, 50));
        appendSession(CodecChecks.texts(1, 600_000));
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var log = scan(channel);
            assertThat(log.size()).isEqualTo(250 + 600_000);
            assertThat(log.frames()).isEqualTo(3 + 2 + 3);
            assertThat(log.torn()).isFalse();
            var all = ByteBuffer.allocate(600_250);
            assertThat(log.read(all, 0)).isEqualTo(600_250);
            assertThat(Arrays.copyOfRange(all.array(), 50, 100)).isEqualTo(TestNode.text(50, 1));
            assertThat(Arrays.copyOfRange(all.array(), 250, 600_250)).isEqualTo(TestNode.text(600_000, 0));
            var some = ByteBuffer.allocate(20);
            assertThat(log.read(some, 145)).isEqualTo(20);
            assertThat(some.array()).isEqualTo(Arrays.copyOfRange(all.array(), 145, 165));
            assertThat(log.read(ByteBuffer.allocate(1), 600_250)).isEqualTo(-1);
        }
    }

    @Test
    void aCutAnywhereLosesTheCutFrameOnly() throws IOException {
        CodecChecks.write(node, path, CodecChecks.texts(3, 50));
        var whole = Files.readAllBytes(path);
        for (var length = FileHeader.BYTES; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
                var log = scan(channel);
                var frames = (length - FileHeader.BYTES) / FRAME_OF_50;
                assertThat(log.size()).as("cut at %s", length).isEqualTo(frames * 50L);
                assertThat(log.torn()).isEqualTo((length - FileHeader.BYTES) % FRAME_OF_50 != 0);
            }
        }
        for (var length = 1; length < FileHeader.BYTES; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThat(CodecChecks.read(node, path))
                    .as("torn when it was made, at %s", length)
                    .isZero();
            Files.write(path, new byte[length]);
            assertThat(CodecChecks.read(node, path))
                    .as("%s foreign bytes", length)
                    .isEqualTo(-1);
        }
        Files.write(path, new byte[0]);
        assertThat(CodecChecks.read(node, path)).isZero();
    }

    @Test
    void oneBitOfAnyByteIsNoticed() throws IOException {
        CodecChecks.write(node, path, CodecChecks.texts(3, 50));
        var whole = Files.readAllBytes(path);
        for (var at = 0; at < whole.length; at++) {
            var changed = whole.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Files.write(path, changed);
            var frame = (at - FileHeader.BYTES) / FRAME_OF_50;
            var inLastFrame = at >= FileHeader.BYTES && frame == 2;
            // The last frame may have been torn: nothing behind it says that it was safe. All before it is damage.
            assertThat(CodecChecks.read(node, path)).as("byte %s", at).isEqualTo(inLastFrame ? 100 : -1);
        }
    }

    @Test
    void pagesOfAnUnforcedWriteMayArriveInAnyOrder() throws IOException {
        try (var channel = CodecChecks.newFile(path)) {
            var writer = new FrameWriter(channel, node.newFile(FileClass.APPEND), 0, 0);
            writer.append(ByteBuffer.wrap(TestNode.text(50, 0)));
            writer.force(false);
            writer.append(ByteBuffer.wrap(TestNode.text(50, 1)));
            writer.append(ByteBuffer.wrap(TestNode.text(50, 2)));
        }
        var bytes = Files.readAllBytes(path);
        Arrays.fill(bytes, FileHeader.BYTES + FRAME_OF_50, FileHeader.BYTES + 2 * FRAME_OF_50, (byte) 0);
        Files.write(path, bytes);
        assertThat(CodecChecks.read(node, path))
                .as("the third frame arrived, the second did not, neither was forced: torn")
                .isEqualTo(50);
    }

    @Test
    void aDamagedFirstFrameOfALaterSessionIsDamage() throws IOException {
        CodecChecks.write(node, path, CodecChecks.texts(2, 50));
        appendSession(CodecChecks.texts(2, 50));
        var sessionAt = FileHeader.BYTES + 2 * FRAME_OF_50;
        var bytes = Files.readAllBytes(path);
        for (var at : new int[] {sessionAt, sessionAt + 3, sessionAt + 40, sessionAt + 100, sessionAt - 5}) {
            var changed = bytes.clone();
            changed[at] ^= 4;
            Files.write(path, changed);
            assertThat(CodecChecks.read(node, path)).as("byte %s", at).isEqualTo(-1);
        }
    }

    @Test
    void swappedAndDroppedFramesAndSessionsAreNoticed() throws IOException {
        CodecChecks.write(node, path, CodecChecks.texts(3, 50));
        appendSession(CodecChecks.texts(2, 50));
        var bytes = Files.readAllBytes(path);
        var first = FileHeader.BYTES;
        var swapped = bytes.clone();
        System.arraycopy(bytes, first, swapped, first + FRAME_OF_50, FRAME_OF_50);
        System.arraycopy(bytes, first + FRAME_OF_50, swapped, first, FRAME_OF_50);
        Files.write(path, swapped);
        assertThat(CodecChecks.read(node, path)).as("swapped").isEqualTo(-1);

        Files.write(path, without(bytes, first + FRAME_OF_50, FRAME_OF_50));
        assertThat(CodecChecks.read(node, path)).as("a frame dropped").isEqualTo(-1);

        Files.write(path, without(bytes, 0, first + 3 * FRAME_OF_50));
        assertThat(CodecChecks.read(node, path)).as("the first session dropped").isNotEqualTo(100);
    }

    @Test
    void aTornHeaderOfANewSessionIsNoDamage() throws IOException {
        CodecChecks.write(node, path, CodecChecks.texts(2, 50));
        var good = Files.readAllBytes(path);
        appendSession(CodecChecks.texts(0, 0));
        var bytes = Files.readAllBytes(path);
        assertThat(bytes).hasSize(good.length + FileHeader.BYTES);
        for (var length = good.length + 1; length < bytes.length; length++) {
            Files.write(path, Arrays.copyOf(bytes, length));
            assertThat(CodecChecks.read(node, path)).isEqualTo(100);
        }
        Arrays.fill(bytes, bytes.length - 20, bytes.length, (byte) 0);
        Files.write(path, bytes);
        assertThat(CodecChecks.read(node, path)).isEqualTo(100);
    }

    @Test
    void aLogThatChangesUnderAReaderIsNoticed() throws IOException {
        CodecChecks.write(node, path, CodecChecks.texts(2, 50));
        try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var log = scan(channel);
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), FileHeader.BYTES + 30);
            assertThatThrownBy(() -> log.read(ByteBuffer.allocate(10), 0))
                    .isInstanceOfSatisfying(
                            SealedFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TAMPERED));
        }
    }

    private void appendSession(java.util.List<byte[]> texts) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var log = scan(channel);
            var uid = log.currentSession().header().fileUid();
            var session = node.codec.create(node.key, FileClass.APPEND, uid);
            var writer = new FrameWriter(channel, session, log.physicalEnd(), log.frames());
            for (var text : texts) {
                writer.append(ByteBuffer.wrap(text));
                writer.force(false);
            }
        }
    }

    private FrameLog scan(FileChannel channel) throws IOException {
        return new FrameScanner(node.codec, node, "commit.log").scan(channel);
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        var out = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, out, 0, at);
        System.arraycopy(bytes, at + length, out, at, out.length - at);
        return out;
    }
}
