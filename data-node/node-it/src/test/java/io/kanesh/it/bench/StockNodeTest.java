package io.kanesh.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
