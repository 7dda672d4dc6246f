package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The image's class archive, made once for all tests by the same command that an installation uses. */
final class ImageArchive {

    private static final Path FILE = made();

    private ImageArchive() {}

    static Path file() {
        return FILE;
    }

    private static Path made() {
        Path file = EngineProcess.IMAGE.resolve("engine.jsa");
        try {
            Files.deleteIfExists(file);
            Process training = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + EngineProcess.IMAGE.resolve("conf/jvm.options"),
                            "@" + EngineProcess.IMAGE.resolve("conf/small-heap.options"),
                            "-Xmx512m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:ArchiveClassesAtExit=" + file,
                            EngineProcess.bootPath(),
                            "-Xlog:cds=off",
                            "-cp",
                            EngineProcess.IMAGE.resolve("lib") + "/*",
                            ClassArchive.class.getName(),
                            "--address",
                            TestCluster.address(3, 9))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            EngineProcess.IMAGE.resolveSibling("training.out").toFile())
                    .start();
            assertThat(training.waitFor()).isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        return file;
    }
}
