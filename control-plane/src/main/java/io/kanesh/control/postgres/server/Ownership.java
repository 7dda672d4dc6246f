package io.kanesh.control.postgres.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Who may start and stop the server of a data directory: one of the control planes of a home. The kernel gives the lock back however that one
 * ends, and another one may have it.
 */
final class Ownership implements AutoCloseable {
    private final Path file;
    private @Nullable FileChannel held;

    /** @param dataDirectory whose server it is; the lock lies beside it */
    Ownership(Path dataDirectory) {
        this.file = dataDirectory.resolveSibling("server.lock");
    }

    /** True when it is ours now, or was before. */
    synchronized boolean take() {
        if (held != null) {
            return true;
        }
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                return false;
            }
            held = channel;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean isOurs() {
        return held != null;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException byThisProcess) {
            return null;
        }
    }

    @Override
    public synchronized void close() {
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held = null;
        }
    }
}
