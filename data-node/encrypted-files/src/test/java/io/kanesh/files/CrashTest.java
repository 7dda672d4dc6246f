package io.kanesh.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.envelope.codec.Suite;
import io.kanesh.kms.testkit.disk.DeadProcess;
import io.kanesh.kms.testkit.disk.DiskFault;
import io.kanesh.kms.testkit.disk.FaultyDisk;
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
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writing, rewriting and appending, ended at every step on the disk: what is read afterwards is one of the texts that were
 * written, or the file is refused; never a mixture. What a log had forced is there.
 */
class CrashTest {

    private static final String SSTABLE = "data/ks/t-1/nb-1-big-Data.db";
    private static final String LOG = "commitlog/CommitLog-7-1.log";
    private static final byte[] OLD = text(1, 20_000);
    private static final byte[] NEW_END = text(2, 9_000);

    @TempDir
    Path folder;

    private int durable;

    /** What a process does with its volume until it ends. */
    private interface Work {
        void on(TestVolume volume) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(DiskFault.class)
    void aNewFileIsWholeOrRefused(DiskFault fault) throws IOException {
        everyStep(fault, volume -> {}, volume -> write(volume, OLD), (after, done) -> {
            var read = read(after);
            assertThat(read == null || Arrays.equals(read, OLD)).isTrue();
            assertThat(done && read == null).as("closed, but refused").isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(DiskFault.class)
    void aFileThatIsCutAndWrittenAnewIsOldOrNewOrRefused(DiskFault fault) throws IOException {
        var expected = Arrays.copyOf(OLD, 5_000 + NEW_END.length);
        System.arraycopy(NEW_END, 0, expected, 5_000, NEW_END.length);
        everyStep(fault, volume -> write(volume, OLD), CrashTest::rewrite, (after, done) -> {
            var read = read(after);
            if (done) {
                assertThat(read).isEqualTo(expected);
            } else {
                assertThat(read == null || Arrays.equals(read, OLD) || Arrays.equals(read, expected))
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(DiskFault.class)
    void aLogKeepsWhatWasForced(DiskFault fault) throws IOException {
        everyStep(fault, volume -> append(volume, 3), volume -> append(volume, 3), (after, done) -> {
            var read = Files.exists(after.disk(LOG)) ? Files.readAllBytes(after.path(LOG)) : new byte[0];
            assertThat(read.length).as("forced %s", durable).isGreaterThanOrEqualTo(100 * durable);
            assertThat(read).isEqualTo(Arrays.copyOf(logText(7), read.length));
            append(after, 1);
            assertThat(Files.readAllBytes(after.restarted().path(LOG))).hasSize(read.length + 100);
        });
    }

    @ParameterizedTest
    @EnumSource(DiskFault.class)
    void aNewLogIsEmptyOrKeepsWhatWasForced(DiskFault fault) throws IOException {
        everyStep(fault, volume -> {}, volume -> append(volume, 2), (after, done) -> {
            var read = Files.exists(after.disk(LOG)) ? Files.readAllBytes(after.path(LOG)) : new byte[0];
            assertThat(read.length).isGreaterThanOrEqualTo(100 * durable);
            assertThat(read).isEqualTo(Arrays.copyOf(logText(7), read.length));
        });
    }

    private interface Check {
        void of(TestVolume after, boolean done) throws IOException;
    }

    private void everyStep(DiskFault fault, Work before, Work work, Check check) throws IOException {
        var step = 0;
        for (var again = true; again; step++) {
            var root = Files.createDirectory(folder.resolve("step-" + step));
            var disk = new FaultyDisk();
            durable = 0;
            var real = new TestVolume(root, Suite.AES_128_GCM);
            before.on(real);
            var volume = real.at(disk.path(root));
            volume.path(LOG);
            volume.path(SSTABLE);
            disk.plan(fault, step);
            var done = false;
            try {
                work.on(volume);
                done = true;
            } catch (DeadProcess killed) {
                assertThat(disk.isDead()).isTrue();
            } catch (IOException full) {
                assertThat(fault).as("%s", full).isEqualTo(DiskFault.NO_SPACE);
            }
            check.of(real.restarted(), done);
            again = disk.steps() > step;
        }
        assertThat(step).isGreaterThan(3);
    }

    private static void write(TestVolume volume, byte[] text) throws IOException {
        try (var file = FileChannel.open(volume.path(SSTABLE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(text));
        }
    }

    /** Below the sealed mark: the file moves to another inode under another salt. */
    private static void rewrite(TestVolume volume) throws IOException {
        try (var file = FileChannel.open(volume.path(SSTABLE), StandardOpenOption.WRITE)) {
            file.truncate(5_000);
            file.position(5_000);
            file.write(ByteBuffer.wrap(NEW_END));
        }
    }

    private void append(TestVolume volume, int frames) throws IOException {
        try (var log = FileChannel.open(
                volume.path(LOG), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (var i = 0; i < frames; i++) {
                var at = (int) log.size();
                log.write(ByteBuffer.wrap(logText(20), at, 100));
                log.force(false);
                durable = (at + 100) / 100;
            }
        }
    }

    /** Null when it is refused or was never there. */
    private static byte @org.jspecify.annotations.Nullable [] read(TestVolume volume) throws IOException {
        try {
            return Files.exists(volume.disk(SSTABLE)) ? Files.readAllBytes(volume.path(SSTABLE)) : null;
        } catch (SealedFileException refused) {
            return null;
        }
    }

    private static byte[] logText(int frames) {
        return text(3, frames * 100);
    }

    private static byte[] text(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
