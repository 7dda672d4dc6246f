package io.kanesh.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.kms.envelope.codec.ChunkLayout;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Places beyond what an int can count. The arithmetic is tried at every size; bytes are written for 8 MiB, or for as many MiB as
 * {@code kanesh.bigfile.mib} says: {@code ./kanesh soak} takes more than 2 GiB.
 */
class BigFileTest {
    private static final String DATA = "data/ks/t-1/nb-1-big-Data.db";
    private static final int BLOCK = 1 << 20;
    private static final long BYTES = Long.getLong("kanesh.bigfile.mib", 8) * BLOCK + 4321;
    private static final int PLACES = 2_000;
    private static final long SEED = 20_261_121;

    @TempDir
    Path folder;

    @Test
    void everyPlaceOfABigFileIsReadBackByAProcessThatHasJustStarted() throws IOException {
        var volume = new TestVolume(folder, Suite.AES_256_GCM);
        try (var writer =
                FileChannel.open(volume.path(DATA), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (var at = 0L; at < BYTES; at += BLOCK) {
                writer.write(text(at, (int) Math.min(BLOCK, BYTES - at)));
            }
        }
        try (var reader = FileChannel.open(volume.restarted().path(DATA))) {
            assertThat(reader.size()).isEqualTo(BYTES);
            var random = new Random(SEED);
            for (var i = 0; i < PLACES; i++) {
                var length = 1 + random.nextInt(10_000);
                readsBack(reader, (long) (random.nextDouble() * (BYTES - length)), length);
            }
            for (var border = 1L << 20; border + 5_000 < BYTES; border <<= 1) {
                readsBack(reader, border - 5_000, 10_000);
            }
            readsBack(reader, BYTES - 9_000, 9_000);
        }
    }

    @Test
    void sizesAndPlacesAreRightFarBeyondAnInt() throws IOException {
        var layout = new ChunkLayout(128, 4096);
        for (var power = 12; power < 50; power++) {
            for (var more : new long[] {-1, 0, 1, 4095, 4096}) {
                var plain = (1L << power) + more;
                var disk = layout.physicalBytes(plain);
                assertThat(disk).as("%d bytes", plain).isGreaterThan(plain + plain / 4096 * 16);
                assertThat(layout.plainBytes(disk)).isEqualTo(plain);
                var chunk = layout.chunkAt(plain);
                assertThat(chunk * 4096 + layout.plainBytesOf(chunk, plain)).isEqualTo(plain);
                assertThat(layout.offsetOf(chunk)).isBetween(plain - 4096, disk);
            }
        }
    }

    private static void readsBack(FileChannel reader, long at, int length) throws IOException {
        var found = ByteBuffer.allocate(length);
        assertThat(reader.read(found, at)).isEqualTo(length);
        assertThat(found.flip()).as("%d bytes at %d", length, at).isEqualTo(text(at, length));
    }

    /** What belongs there: no two places within 2^40 bytes look alike over 16 bytes. */
    private static ByteBuffer text(long at, int length) {
        var text = ByteBuffer.allocate(length);
        for (var place = at; text.hasRemaining(); place++) {
            var word = (place >>> 3) * 0x9E37_79B9_7F4A_7C15L;
            text.put((byte) (word >>> (8 * (place & 7))));
        }
        return text.flip();
    }
}
