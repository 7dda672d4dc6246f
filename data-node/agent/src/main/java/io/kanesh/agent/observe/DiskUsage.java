package io.kanesh.agent.observe;

import io.kanesh.agent.api.NodeReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Bytes below the data directories. Counting walks every file, so one count serves for a while. */
public final class DiskUsage {
    private static final Duration GOOD_FOR = Duration.ofSeconds(15);

    private final Path data;
    private final InstantSource clock;
    private long usedBytes;
    private @Nullable Instant countedAt;

    public DiskUsage(Path data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    /** @param quotaBytes what the node may hold; 0 when nobody has said yet */
    public NodeReport.Disk look(long quotaBytes) {
        try {
            var now = clock.instant();
            if (countedAt == null || Duration.between(countedAt, now).abs().compareTo(GOOD_FOR) > 0) {
                usedBytes = count();
                countedAt = now;
            }
            var freeBytes = Files.getFileStore(data).getUsableSpace();
            return new NodeReport.Disk(usedBytes, quotaBytes, freeBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count() throws IOException {
        var bytes = new AtomicLong();
        // A snapshot is made of hard links: the same bytes under a second name.
        var seen = new HashSet<Object>();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var key = attributes.fileKey();
                if (attributes.isRegularFile() && (key == null || seen.add(key))) {
                    bytes.addAndGet(attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // compacted away while we walked
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
                return FileVisitResult.CONTINUE; // a dropped table's directory
            }
        });
        return bytes.get();
    }
}
