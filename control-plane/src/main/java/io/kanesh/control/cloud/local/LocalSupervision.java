package io.kanesh.control.cloud.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@link LocalInit} once a second until closed, if it is on us: of two control planes of one home, one supervises the machines, and
 * holds the lock. The other one takes over when the lock is free, and stands in while the holder says nothing. (Both may act for a moment
 * when that one wakes: a machine's second agent ends by itself, because the first one holds a lock too.) Closing leaves every process as it
 * is.
 */
final class LocalSupervision implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSupervision.class);
    private static final long PERIOD_MS = 1_000;
    /** Many periods: a busy computer is no reason to have two who start processes. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Path home;
    private final InstantSource clock;
    private final MachineDirectories directories;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "local-machines");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Runnable lookAround = () -> {};
    private @Nullable FileLock lock;
    private boolean standsIn;

    LocalSupervision(Path home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
        directories = new MachineDirectories(home);
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
                if (isOnUs()) {
                    kms.lookAround();
                    init.lookAround();
                }
            } catch (RuntimeException e) {
                // Said, and tried again in a second: a loop that ends in silence would leave dead agents dead.
                LOG.error("looking after the local machines failed", e);
            }
        };
        loop.scheduleWithFixedDelay(lookAround, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** Whether it is this process that looks after the machines. From the loop's thread only. */
    private boolean isOnUs() {
        if (lock == null) {
            lock = directories.tryLock().orElse(null);
        }
        if (lock != null) {
            directories.beat();
            return true;
        }
        boolean silent = directories
                .lastBeat()
                .filter(beat -> clock.instant().isAfter(beat.plus(SILENCE)))
                .isPresent();
        if (silent != standsIn) {
            standsIn = silent;
            LOG.warn(
                    silent
                            ? "the control plane that looks after the local machines says nothing: this one stands in"
                            : "the control plane that looks after the local machines is back");
        }
        return silent;
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
            if (lock != null) {
                lock.acquiredBy().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
