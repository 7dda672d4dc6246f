package io.kanesh.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StockNodeTest {

    @TempDir
    Path folder;

    @Test
    void onPlainFilesTheOptionsAreTheSameButForOurFileSystem() throws IOException {
        var options = folder.resolve("jvm.options");
        Files.writeString(
                options,
                "# a comment\n\n-XX:+UseG1GC\n-Djava.nio.file.spi.DefaultFileSystemProvider=io.kanesh.files.Some\n-ea\n");
        var node = new StockNode(folder, List.of("@" + options, "-Xmx700m"), folder);
        assertThat(node.onPlainFiles().javaOptions()).containsExactly("-XX:+UseG1GC", "-ea", "-Xmx700m");
    }

    @Test
    void anotherCollectorLeavesEveryOtherOptionInPlace() throws IOException {
        var options = folder.resolve("jvm.options");
        Files.writeString(
                options, "-XX:+UseG1GC\n-XX:MaxGCPauseMillis=200\n--add-exports=some/thing=ALL-UNNAMED\n-ea\n");
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/cassandra.yaml"), "cluster_name: bench\n");
        var node =
                new StockNode(folder, List.of("@" + options, "-XX:SharedArchiveFile=engine.jsa", "-Xmx700m"), folder);
        assertThat(SettingsVariant.named("kanesh+parallel").applied(node).javaOptions())
                .containsExactly("--add-exports=some/thing=ALL-UNNAMED", "-ea", "-Xmx700m", "-XX:+UseParallelGC");
        assertThat(SettingsVariant.named("kanesh").applied(node)).isEqualTo(node);
        assertThat(SettingsVariant.named("kanesh+heap1024").applied(node).javaOptions())
                .endsWith("-Xmx700m", "-Xmx1024m");
    }

    @Test
    void cassandrasDefaultsComeWithItsOwnCollector() throws IOException {
        var ours =
                "-XX:+UseParallelGC\n-XX:Tier4CompileThreshold=60000\n-ea\n-Dkeystore.pkcs12.keyPbeIterationCount=1\n";
        var options = Files.writeString(folder.resolve("jvm.options"), ours);
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/cassandra.yaml"), "cluster_name: bench\n");
        var node = new StockNode(folder, List.of("@" + options, "-XX:SharedArchiveFile=engine.jsa"), folder);
        var shipped = Stream.concat(Stream.of("-ea"), StockJvm.OPTIONS.stream()).toList();
        assertThat(node.asShipped().javaOptions()).isEqualTo(shipped);
        assertThat(SettingsVariant.named("defaults").applied(node).javaOptions())
                .isEqualTo(shipped);
        assertThat(SettingsVariant.named("defaults+parallel").applied(node).javaOptions())
                .containsExactly(
                        "-ea",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseNUMA",
                        "-XX:+UseParallelGC");
    }
}
