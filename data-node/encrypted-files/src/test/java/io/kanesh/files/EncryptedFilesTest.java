package io.kanesh.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFilesTest {

    private static final String DATA = "data/ks/t-1/nb-1-big-Data.db";
    private static final String LOG = "commitlog/CommitLog-7-1.log";

    @TempDir
    Path folder;

    private TestVolume volume = new TestVolume(Path.of("/"), Suite.AES_128_GCM);

    @BeforeEach
    void mount() {
        volume = new TestVolume(folder, Suite.AES_128_GCM);
    }

    @AfterEach
    void nothingStaysOpen() {
        assertThat(volume.provider.openFiles()).isZero();
    }

    @Test
    void noPlaintextReachesTheDiskAndTheScanWouldSeeIt() throws IOException {
        var canary = "canary-0123456789".repeat(1000);
        for (var name : List.of(
                DATA, LOG, "saved_caches/k.db", "hints/1.hints", "logs/system.log", "data/ks/t-1/nb-1-big-TOC.txt")) {
            Files.writeString(volume.path(name), canary);
            assertThat(Files.readString(volume.path(name))).isEqualTo(canary);
            assertThat(Files.size(volume.path(name))).isEqualTo(canary.length());
            assertThat(diskText(name)).as(name).doesNotContain("canary");
            assertThat(Files.size(volume.disk(name))).isGreaterThan(canary.length());
        }
        Files.writeString(volume.disk("outside-the-provider"), canary);
        assertThat(diskText("outside-the-provider")).as("the scan sees").contains("canary");
    }

    @Test
    void aReaderSeesTheTailOfAFileThatIsBeingWritten() throws IOException {
        for (var name : List.of(DATA, LOG)) {
            try (var writer = writer(name)) {
                writer.write(bytes("x".repeat(5000)));
                writer.write(bytes("the tail"));
                assertThat(Files.size(volume.path(name))).isEqualTo(5008);
                try (var reader = FileChannel.open(volume.path(name))) {
                    assertThat(reader.size()).isEqualTo(5008);
                    assertThat(read(reader, 5000, 100)).isEqualTo("the tail");
                    writer.write(bytes(" grows"));
                    assertThat(read(reader, 4999, 100)).isEqualTo("xthe tail grows");
                }
            }
        }
    }

    @Test
    void differentTextAtTheSamePlaceAfterATruncation() throws IOException {
        var first = "a".repeat(20_000);
        try (var writer = writer(DATA)) {
            writer.write(bytes(first));
            var before = Files.readAllBytes(volume.disk(DATA));
            writer.truncate(6000);
            writer.position(6000);
            writer.write(bytes("b".repeat(14_000)));
            var after = Files.readAllBytes(volume.disk(DATA));
            assertThat(Arrays.copyOf(after, 128)).as("a new salt").isNotEqualTo(Arrays.copyOf(before, 128));
            assertThat(Arrays.copyOfRange(after, 128, 4240))
                    .as("the kept part is encrypted anew")
                    .isNotEqualTo(Arrays.copyOfRange(before, 128, 4240));
        }
        assertThat(Files.readString(volume.restarted().path(DATA))).isEqualTo("a".repeat(6000) + "b".repeat(14_000));
        try (var entries = Files.list(folder.resolve("data/ks/t-1"))) {
            assertThat(entries).as("no leftover").hasSize(1);
        }
    }

    @Test
    void aFileReplacedUnderItsReadersIsFoundByItsName() throws IOException {
        try (var writer = writer(DATA)) {
            writer.write(bytes("a".repeat(10_000)));
            writer.truncate(5000);
            writer.write(bytes("c"), 0);
            try (var reader = FileChannel.open(volume.path(DATA))) {
                assertThat(reader.size()).isEqualTo(5000);
                assertThat(read(reader, 0, 2)).isEqualTo("ca");
            }
        }
    }

    @Test
    void whatWasForcedInALogSurvivesAKill() throws IOException {
        var channel = writer(LOG);
        channel.write(bytes("acknowledged"));
        channel.force(false);
        channel.write(bytes("under way"));
        var disk = Files.readAllBytes(volume.disk(LOG));
        channel.close();
        // The kill: the last frame reached the disk by half.
        Files.write(volume.disk(LOG), Arrays.copyOf(disk, disk.length - 5));
        var after = volume.restarted();
        assertThat(Files.readString(after.path(LOG))).isEqualTo("acknowledged");
        Files.writeString(after.path(LOG), " again", StandardOpenOption.APPEND);
        assertThat(Files.readString(after.restarted().path(LOG))).isEqualTo("acknowledged again");
    }

    @Test
    void aSealedFileThatWasNotClosedIsRefused() throws IOException {
        var channel = writer(DATA);
        channel.write(bytes("x".repeat(10_000)));
        channel.force(true);
        var disk = Files.readAllBytes(volume.disk(DATA));
        channel.close();
        Files.write(volume.disk(DATA), disk);
        var after = volume.restarted();
        assertThatThrownBy(() -> Files.readString(after.path(DATA))).isInstanceOf(SealedFileException.class);
        assertThat(Files.size(after.path(DATA))).as("listing it still works").isEqualTo(8192);
        Files.delete(after.path(DATA));
    }

    /** Cassandra opens an sstable for reading, then closes its writer, and counts on the file from then on. */
    @Test
    void aClosedWriterLeavesACompleteFileThoughReadersStay() throws IOException {
        var writer = writer(DATA);
        writer.write(bytes("x".repeat(5000)));
        try (var reader = FileChannel.open(volume.path(DATA))) {
            assertThat(reader.size()).isEqualTo(5000);
            writer.close();
            assertThat(Files.readString(volume.restarted().path(DATA))).isEqualTo("x".repeat(5000));
            assertThat(read(reader, 4999, 10)).isEqualTo("x");
        }
    }

    @Test
    void plaintextPutIntoTheFolderIsRefused() throws IOException {
        for (var name : List.of(DATA, LOG)) {
            volume.path(name);
            Files.writeString(volume.disk(name), "planted ".repeat(100));
            assertThatThrownBy(() -> Files.readString(volume.path(name)))
                    .isInstanceOf(SealedFileException.class)
                    .hasMessageContaining("NOT_ENCRYPTED");
            Files.writeString(volume.disk(name), "short");
            assertThatThrownBy(() -> Files.readString(volume.path(name))).isInstanceOf(SealedFileException.class);
        }
    }

    @Test
    void emptyFilesReadAsEmptyOnlyWhereThatIsRight() throws IOException {
        for (var name : List.of("data/ks/t-1/nb-1-big-SAI+aa+ColumnComplete.db", LOG)) {
            Files.createFile(volume.path(name));
            assertThat(Files.size(volume.disk(name))).as(name).isZero();
            assertThat(volume.path(name).toFile()).exists();
            assertThat(Files.readAllBytes(volume.path(name))).isEmpty();
        }
        Files.createFile(volume.path(DATA));
        assertThat(Files.readAllBytes(volume.path(DATA)))
                .as("made by us, with a header")
                .isEmpty();
        assertThat(Files.size(volume.disk(DATA))).isEqualTo(128 + 16);
        Files.write(volume.disk(DATA), new byte[0]);
        assertThatThrownBy(() -> Files.readAllBytes(volume.path(DATA))).hasMessageContaining("header is missing");
    }

    @Test
    void hardLinksAndRenamesKeepTheKey() throws IOException {
        Files.writeString(volume.path(DATA), "text");
        var link = volume.path("data/ks/t-1/snapshots/s/nb-1-big-Data.db");
        Files.createLink(link, volume.path(DATA));
        var renamed = volume.path("data/ks/t-1/nb-2-big-Data.db");
        Files.move(volume.path(DATA), renamed, StandardCopyOption.ATOMIC_MOVE);
        assertThat(Files.readString(renamed)).isEqualTo("text");
        Files.delete(renamed);
        assertThat(Files.readString(link)).isEqualTo("text");
        assertThatThrownBy(() -> Files.readString(renamed)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void renamingOverAnOpenFileLeavesItsReadersAlone() throws IOException {
        Files.writeString(volume.path(DATA), "old");
        var fresh = volume.path("data/ks/t-1/nb-1-big-Data.db.tmp");
        Files.writeString(fresh, "new");
        try (var reader = FileChannel.open(volume.path(DATA))) {
            Files.move(fresh, volume.path(DATA), StandardCopyOption.REPLACE_EXISTING);
            assertThat(read(reader, 0, 10)).isEqualTo("old");
            assertThat(Files.readString(volume.path(DATA))).isEqualTo("new");
        }
    }

    @Test
    void aDeletedFileCanStillBeReadAndWritten() throws IOException {
        try (var channel = writer(DATA)) {
            channel.write(bytes("x".repeat(9000)));
            Files.delete(volume.path(DATA));
            channel.write(bytes("y"), 0);
            assertThat(read(channel, 0, 2)).isEqualTo("yx");
        }
        assertThat(Files.exists(volume.path(DATA))).isFalse();
    }

    @Test
    void filesCrossTheBorderOnlyThroughChannels() throws IOException {
        Files.writeString(volume.path(DATA), "text");
        var outside = volume.provider.path(Files.createTempDirectory("outside").resolve("plain"));
        assertThatThrownBy(() -> Files.move(volume.path(DATA), outside)).hasMessageContaining("border");
        assertThatThrownBy(() -> Files.copy(volume.path(DATA), outside)).hasMessageContaining("through a channel");
        Files.writeString(outside, "elsewhere");
        assertThat(Files.readString(Path.of(outside.toString())))
                .as("not encrypted there")
                .isEqualTo("elsewhere");
        Files.delete(outside);
    }

    @Test
    void aCopyInsideIsAFileOfItsOwn() throws IOException {
        Files.writeString(volume.path(LOG), "one");
        var copy = volume.path("commitlog/copy.log");
        Files.copy(volume.path(LOG), copy);
        Files.writeString(copy, " two", StandardOpenOption.APPEND);
        Files.writeString(volume.path(LOG), " three", StandardOpenOption.APPEND);
        assertThat(Files.readString(copy)).isEqualTo("one two");
        assertThat(Files.readString(volume.path(LOG))).isEqualTo("one three");
    }

    @Test
    void everyTableHasItsKeyAndALostOneIsRefused() throws IOException {
        Files.writeString(volume.path("data/ks/one-1/nb-1-big-Data.db"), "1");
        Files.writeString(volume.path("data/ks/two-2/nb-1-big-Data.db"), "2");
        assertThat(volume.keys).hasSize(2);
        volume.keys.clear();
        assertThatThrownBy(() -> Files.readString(volume.path("data/ks/one-1/nb-1-big-Data.db")))
                .hasMessageContaining("KEY_UNAVAILABLE");
    }

    @Test
    void mapsTransfersAndStreams() throws IOException {
        var text = "0123456789".repeat(2000);
        try (var out = Files.newOutputStream(volume.path(DATA))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        try (var channel = FileChannel.open(volume.path(DATA))) {
            var map = channel.map(FileChannel.MapMode.READ_ONLY, 10, 15_000);
            var mapped = new byte[15_000];
            map.get(mapped);
            assertThat(new String(mapped, StandardCharsets.UTF_8)).isEqualTo(text.substring(10, 15_010));
            var out = new ByteArrayOutputStream();
            assertThat(channel.transferTo(5, 19_000, Channels.newChannel(out))).isEqualTo(19_000);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text.substring(5, 19_005));
            assertThatThrownBy(() -> channel.write(bytes("x")))
                    .isInstanceOf(java.nio.channels.NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.map(FileChannel.MapMode.READ_WRITE, 0, 1))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(Files.readAttributes(volume.path(DATA), BasicFileAttributes.class)
                        .size())
                .isEqualTo(20_000);
        assertThat(Files.getAttribute(volume.path(DATA), "size")).isEqualTo(20_000L);
    }

    @Test
    void directAndSyncOptionsAreHandled() throws IOException {
        var direct = com.sun.nio.file.ExtendedOpenOption.DIRECT;
        try (var channel = FileChannel.open(
                volume.path(LOG),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC,
                direct)) {
            channel.write(bytes("any length, any alignment"));
        }
        assertThat(Files.readString(volume.path(LOG))).isEqualTo("any length, any alignment");
    }

    @Test
    void manyReadersAtOnce() throws Exception {
        var text = new byte[300_000];
        new java.util.Random(1).nextBytes(text);
        Files.write(volume.path(DATA), text);
        var threads = Executors.newFixedThreadPool(8);
        try (var channel = FileChannel.open(volume.path(DATA))) {
            var tasks = new java.util.ArrayList<java.util.concurrent.Callable<Boolean>>();
            for (var i = 0; i < 64; i++) {
                var at = i * 4000;
                tasks.add(() -> {
                    var into = ByteBuffer.allocate(20_000);
                    channel.read(into, at);
                    return Arrays.equals(into.array(), Arrays.copyOfRange(text, at, at + 20_000));
                });
            }
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private FileChannel writer(String name) throws IOException {
        return FileChannel.open(
                volume.path(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
    }

    private String diskText(String name) throws IOException {
        return new String(Files.readAllBytes(volume.disk(name)), StandardCharsets.ISO_8859_1);
    }

    private static String read(FileChannel channel, long at, int length) throws IOException {
        var into = ByteBuffer.allocate(length);
        channel.read(into, at);
        return new String(into.array(), 0, into.position(), StandardCharsets.UTF_8);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
