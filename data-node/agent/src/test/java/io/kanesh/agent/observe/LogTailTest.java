package io.kanesh.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path directory;

    @Test
    void readsBackwardsOverSeveralFiles() throws IOException {
        var older = Files.writeString(directory.resolve("1"), "a\nb\n");
        var newer = Files.writeString(directory.resolve("0"), "c\nd\n");
        var tail = new LogTail(List.of(newer, older, directory.resolve("missing")));
        assertThat(tail.last(3)).containsExactly("b", "c", "d");
        assertThat(tail.last(100)).containsExactly("a", "b", "c", "d");
        assertThat(tail.last(0)).isEmpty();
        assertThat(tail.lastLine()).isEqualTo("d");
    }

    @Test
    void isBounded() throws IOException {
        var file = Files.writeString(directory.resolve("0"), "0123456789abcdef\n".repeat(100_000));
        var lines = new LogTail(List.of(file)).last(1_000_000);
        assertThat(lines).hasSize(LogTail.MOST_LINES).containsOnly("0123456789abcdef");
    }

    @Test
    void countsEveryByteOnceThoughASnapshotLinksIt() throws IOException {
        var file =
                Files.writeString(Files.createDirectory(directory.resolve("t")).resolve("data"), "0123456789");
        Files.createLink(directory.resolve("snapshot"), file);
        var disk = new DiskUsage(directory, () -> Instant.EPOCH).look(100);
        assertThat(disk.usedBytes()).isEqualTo(10);
        assertThat(disk.quotaBytes()).isEqualTo(100);
        assertThat(disk.freeBytes()).isPositive();
    }
}
