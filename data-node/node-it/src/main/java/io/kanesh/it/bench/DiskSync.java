package io.kanesh.it.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * How fast this disk makes a small write safe, right now. A node that acknowledges what is on disk cannot be faster at a single
 * write than this; a result beside a bad figure says more about the disk than about the node.
 *
 * @param medianMs milliseconds
 * @param p99Ms milliseconds
 */
record DiskSync(double medianMs, double p99Ms) {
    private static final int WRITES = 200;
    private static final int BYTES = 4096;

    static DiskSync measure(Path folder) throws IOException {
        var file = folder.resolve("sync-probe");
        var nanos = new long[WRITES];
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (var at = 0; at < WRITES; at++) {
                var begun = System.nanoTime();
                channel.write(ByteBuffer.allocate(BYTES));
                channel.force(false);
                nanos[at] = System.nanoTime() - begun;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        Arrays.sort(nanos);
        return new DiskSync(nanos[WRITES / 2] / 1e6, nanos[WRITES * 99 / 100] / 1e6);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f ms, p99 %.1f ms", medianMs, p99Ms);
    }
}
