package io.kanesh.control.cloud.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the lock of the machines' directory and runs {@link LocalInit} once a second until closed. Closing leaves every
 * process as it is.
 */
final class LocalSupervision implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSupervision.class);
    private static final long PERIOD_MS = 1_000;

    private final Path home;
    private final FileLock lock;
    private final MachineDirectories directories;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "local-machines");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Runnable lookAround = () -> {};

    /** @throws IllegalStateException when another process supervises this home */
    LocalSupervision(Path home) {
        this.home = home;
        directories = new MachineDirectories(home);
        lock = directories
                .tryLock()
                .orElseThrow(() -> new IllegalStateException("Another control plane runs the local machines of " + home
                        + ". Stop it, or set KANESH_HOME to another directory."));
    }

    Path home() {
        return home;
    }

    MachineDirectories directories() {
        return directories;
    }

    // The task reports its own faults and never throws, so its future has nothing to say.
    @SuppressWarnings("FutureReturnValueIgnored")
    void start(LocalInit init, LocalKmsProcess kms) {
        lookAround = () -> {
            try {
                kms.lookAround();
                init.lookAround();
            } catch (RuntimeException e) {
                // Said, and tried again in a second: a loop that ends in silence would leave dead agents dead.
                LOG.error("looking after the local machines failed", e);
            }
        };
        loop.scheduleWithFixedDelay(lookAround, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** Looks now and not in a second. */
    void wakeUp() {
        if (!loop.isShutdown()) {
            loop.execute(lookAround);
        }
    }

    @Override
    public void close() {
        loop.shutdown();
        try {
            if (!loop.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the local machines' loop does not end; a process is perhaps just being started");
            }
            lock.acquiredBy().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
