package io.kanesh.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.AgentTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTaskTest {

    /** "marker-1" and "marker-2". */
    private static final String MARKERS = "key=6d61726b65722d31,text=6d61726b65722d32";

    @TempDir
    Path machine;

    private final Deque<Runnable> background = new ArrayDeque<>();

    @Test
    void searchesEveryByteInTheBackgroundAndTellsTheClasses() throws IOException {
        Files.createDirectories(machine.resolve("data/files"));
        Files.writeString(machine.resolve("data/files/leak"), "….marker-2….");
        Files.writeString(machine.resolve("clean"), "nothing here");
        var task = new ScanTask(machine, background::add);

        assertThat(task.run(scan("s-1", MARKERS)).values()).containsEntry("state", "RUNNING");
        assertThat(task.run(scan("s-1", MARKERS)).values()).containsEntry("state", "RUNNING");
        assertThat(background).as("asked twice, begun once").hasSize(1);
        background.remove().run();

        var values = task.run(scan("s-1", MARKERS)).values();
        assertThat(values)
                .containsEntry("state", "DONE")
                .containsEntry("files", "2")
                .containsEntry("hits", "1");
        assertThat(values.get("where")).contains("data/files/leak").contains("\"marker\":1");
        assertThat(values.get("classes"))
                .contains("\"fileClass\":\"NOT_ENCRYPTED\"")
                .contains("\"files\":2");

        task.run(scan("s-2", MARKERS));
        assertThat(background).as("another search").hasSize(1);
    }

    @Test
    void markersThatAreNoneAreRefused() throws IOException {
        var task = new ScanTask(machine, background::add);
        for (var wrong : new String[] {"", "key=zz", "key=6162"}) {
            var result = task.run(scan("s", wrong));
            assertThat(result.succeeded()).as(wrong).isFalse();
            assertThat(result.error()).contains("markers");
        }
    }

    private static AgentTask scan(String id, String markers) {
        return new AgentTask("tsk_1", 1, AgentTask.SCAN, Map.of("id", id, "markers", markers));
    }
}
