package io.kanesh.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any order of writes, truncations, reads and reopenings gives what a plain array gives. */
class RandomOperationsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "data/ks/t-1/nb-1-big-Data.db, 1",
        "data/ks/t-1/nb-1-big-Data.db, 2",
        "data/ks/t-1/nb-1-big-Data.db, 3",
        "saved_caches/keys.db, 4",
        "commitlog/CommitLog-7-1.log, 5",
        "commitlog/CommitLog-7-1.log, 6"
    })
    void behavesLikeAnArray(String name, long seed) throws IOException {
        var random = new Random(seed);
        var volume = new TestVolume(folder, seed % 2 == 0 ? Suite.AES_256_GCM : Suite.AES_128_GCM);
        var model = new byte[0];
        var path = volume.path(name);
        var channel = open(path);
        for (var step = 0; step < 300; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    var text = text(random, 9000);
                    channel.write(ByteBuffer.wrap(text), model.length);
                    model = put(model, model.length, text);
                }
                case 3 -> {
                    var at = random.nextInt(model.length + 1);
                    var text = text(random, 300);
                    channel.position(at);
                    channel.write(ByteBuffer.wrap(text));
                    assertThat(channel.position()).isEqualTo(at + text.length);
                    model = put(model, at, text);
                }
                case 4 -> {
                    var size = model.length == 0 ? 0 : random.nextInt(2) * random.nextInt(model.length);
                    var cut = Math.max(size, model.length - 20_000);
                    channel.truncate(cut);
                    model = Arrays.copyOf(model, Math.min(model.length, cut));
                }
                case 5 -> channel.force(false);
                case 6 -> {
                    channel.close();
                    if (random.nextBoolean()) {
                        volume = volume.restarted();
                        path = volume.path(name);
                    }
                    assertThat(Files.size(path)).isEqualTo(model.length);
                    channel = open(path);
                }
                default -> {
                    var at = random.nextInt(model.length + 1);
                    var into = ByteBuffer.allocate(1 + random.nextInt(30_000));
                    var expected = Math.min(into.capacity(), model.length - at);
                    assertThat(channel.read(into, at)).isEqualTo(expected == 0 ? -1 : expected);
                    assertThat(Arrays.copyOf(into.array(), expected))
                            .isEqualTo(Arrays.copyOfRange(model, at, at + expected));
                }
            }
            assertThat(channel.size()).isEqualTo(model.length);
        }
        channel.close();
        assertThat(Files.readAllBytes(volume.restarted().path(name))).isEqualTo(model);
        assertThat(volume.provider.openFiles()).isZero();
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    private static byte[] text(Random random, int longest) {
        var text = new byte[1 + random.nextInt(longest)];
        random.nextBytes(text);
        return text;
    }

    private static byte[] put(byte[] model, int at, byte[] text) {
        var changed = Arrays.copyOf(model, Math.max(model.length, at + text.length));
        System.arraycopy(text, 0, changed, at, text.length);
        return changed;
    }
}
