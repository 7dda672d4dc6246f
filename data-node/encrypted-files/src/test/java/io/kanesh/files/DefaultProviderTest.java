package io.kanesh.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.kms.envelope.codec.Suite;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process whose default file system is ours, as the engine's will be. */
class DefaultProviderTest {

    @TempDir
    Path folder;

    @Test
    void theDefaultFileSystemEncrypts() throws Exception {
        var process =
                start("-Djava.nio.file.spi.DefaultFileSystemProvider=" + EncryptedFileSystemProvider.class.getName());
        assertThat(process).isEqualTo("read back: canary-in-a-process");
        var onDisk = Files.readAllBytes(folder.resolve("data/ks/t-1/nb-1-big-Data.db"));
        assertThat(new String(onDisk, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
    }

    @Test
    void aProcessWithoutItSaysSo() throws Exception {
        assertThat(start("-Dunused=1")).contains("The default file system does not encrypt");
    }

    @Test
    void aMapThatDoesNotFitIntoDirectMemoryIsRefusedAndTheProcessGoesOn() throws Exception {
        var process = start(
                "-Djava.nio.file.spi.DefaultFileSystemProvider=" + EncryptedFileSystemProvider.class.getName(),
                "-XX:MaxDirectMemorySize=1m",
                "-XX:+ExitOnOutOfMemoryError");
        assertThat(process)
                .contains("No room for 4194304 bytes of data/ks/t-1/nb-2-big-Data.db")
                .endsWith("read back: canary-in-a-process");
    }

    private String start(String... options) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var output = folder.resolve("output.txt").toFile();
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Program.class.getName(), folder.toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output.toPath()).strip();
    }

    /** The other process. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws IOException {
            EncryptedFileSystemProvider ours;
            try {
                ours = EncryptedFileSystemProvider.requireDefault();
            } catch (IllegalStateException refused) {
                System.out.println(refused.getMessage());
                return;
            }
            var keys = new TestVolume(Path.of(arguments[0]).resolve("unused").toAbsolutePath(), Suite.AES_128_GCM);
            ours.mount(new Mount(
                    Path.of(arguments[0]),
                    new io.kanesh.kms.envelope.codec.FileCodec(
                            "cl_1", "nd_1", new java.security.SecureRandom(), java.time.InstantSource.system()),
                    keys,
                    CassandraLayout::kindOf));
            var path = new File(arguments[0], "data/ks/t-1/nb-1-big-Data.db").toPath();
            Files.createDirectories(path.getParent());
            mapMore(path.resolveSibling("nb-2-big-Data.db"));
            Files.writeString(path, "canary-in-a-process");
            System.out.println("read back: " + Files.readString(path));
        }

        /** More than there is room for, when the JVM was started with little of it. */
        private static void mapMore(Path path) throws IOException {
            Files.write(path, new byte[4 << 20]);
            try (var file = FileChannel.open(path)) {
                file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            } catch (IOException full) {
                System.out.println(full.getMessage());
            }
        }
    }
}
