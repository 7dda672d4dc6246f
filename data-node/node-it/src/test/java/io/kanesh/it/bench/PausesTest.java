package io.kanesh.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PausesTest {

    @TempDir
    Path folder;

    @Test
    void onlyWhatStopsEverythingCounts() throws IOException {
        var log = folder.resolve("gc.log");
        Files.writeString(log, """
                [0.005s][info][gc] Using G1
                [2.101s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->4M(384M) 6.250ms
                [4.200s][info][gc] GC(1) Concurrent Mark Cycle 85.044ms
                [9.000s][info][gc] GC(2) Pause Full (Ergonomics) 300M->80M(512M) 151.500ms
                """);
        assertThat(Pauses.of(log)).isEqualTo(new Pauses(2, 151.5)).hasToString("2 pauses, the longest 152 ms");
    }

    @Test
    void withoutACollectionThereIsNoPause() throws IOException {
        var log = folder.resolve("gc.log");
        Files.writeString(log, "[0.005s][info][gc] Using Parallel\n");
        assertThat(Pauses.of(log)).isEqualTo(new Pauses(0, 0));
    }
}
