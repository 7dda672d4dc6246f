package io.kanesh.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessesTest {

    @TempDir
    Path engineHome;

    @Test
    void theHeapsSizeChoosesTheCollector() throws IOException {
        Files.createDirectories(engineHome.resolve("conf"));
        for (var name : new String[] {"jvm", "small-heap", "large-heap"}) {
            Files.writeString(conf(name), "-ea\n");
        }
        assertThat(EngineProcesses.options(engineHome, 512)).containsExactly(conf("jvm"), conf("small-heap"));
        assertThat(EngineProcesses.options(engineHome, 2048)).containsExactly(conf("jvm"), conf("small-heap"));
        assertThat(EngineProcesses.options(engineHome, 2049)).containsExactly(conf("jvm"), conf("large-heap"));
    }

    @Test
    void anImageThatIsNotWholeIsNamed() throws IOException {
        Files.createDirectories(engineHome.resolve("conf"));
        Files.writeString(conf("jvm"), "-ea\n");
        assertThatThrownBy(() -> EngineProcesses.options(engineHome, 512))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no engine is installed")
                .hasMessageContaining("small-heap.options");
    }

    private Path conf(String name) {
        return engineHome.resolve("conf").resolve(name + ".options");
    }
}
