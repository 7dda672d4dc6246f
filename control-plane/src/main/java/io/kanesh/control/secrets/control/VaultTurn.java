package io.kanesh.control.secrets.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;

/** One at a time at the vault of a home: among processes by the lock of a file, within one (which a file's lock does not tell apart) by ours. */
final class VaultTurn implements AutoCloseable {
    private static final Semaphore IN_PROCESS = new Semaphore(1);

    private final FileChannel locked;

    private VaultTurn(FileChannel locked) {
        this.locked = locked;
    }

    /** Waits for it. */
    static VaultTurn take(Path folder) throws IOException {
        IN_PROCESS.acquireUninterruptibly();
        try {
            var channel =
                    FileChannel.open(folder.resolve("vault.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Released with the channel, and by the system when the process dies.
            channel.lock();
            return new VaultTurn(channel);
        } catch (RuntimeException | IOException fault) {
            IN_PROCESS.release();
            throw fault;
        }
    }

    @Override
    public void close() {
        try {
            locked.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } finally {
            IN_PROCESS.release();
        }
    }
}
