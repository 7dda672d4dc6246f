package io.kanesh.engine.keys;

import io.kanesh.engine.observe.HomeLog;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a key. Announced (the agent says so, or the lease runs out): Cassandra stops taking work and writes what it has
 * acknowledged, then every key is wiped and the process ends, because only its end forgets what caches hold. When that takes
 * longer than {@link #PATIENCE}, or the lease was over long before anyone looked (a machine that slept), keys are wiped and the
 * process ends at once: what was acknowledged is in the commit log by then.
 */
public final class Sealing implements AutoCloseable {

    /** Exit code of a sealed engine. Its agent starts it again when the key is back. */
    public static final int SEALED = 4;

    /** The promise is 30 s from the decision to the end of the process. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

    /** What Cassandra does before its keys go. */
    @FunctionalInterface
    public interface LastWork {
        void run() throws Exception;
    }

    private final Storage storage;
    private final LastWork lastWork;
    private final PrintStream out;
    private final Deadline deadline;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread watch;

    /** @param out takes the line that says why the engine ended */
    public Sealing(Storage storage, LastWork lastWork, PrintStream out) {
        this.storage = storage;
        this.lastWork = lastWork;
        this.out = out;
        deadline = new Deadline(System::nanoTime, InstantSource.system());
    }

    /** The lease ends so long from now. Begins to watch it at the first call. */
    public synchronized void lease(long millis) {
        deadline.in(millis);
        if (watch == null) {
            watch = new Thread(this::watch, "lease");
            watch.setDaemon(true);
            watch.start();
        }
    }

    /** Milliseconds left; negative when the lease is over. */
    public long leftMillis() {
        var left = deadline.left();
        return left.compareTo(Duration.ofDays(365)) > 0 ? Duration.ofDays(365).toMillis() : left.toMillis();
    }

    /** Seals in the background, once; the process ends with {@link #SEALED}. */
    public void seal(String why) {
        if (begun.compareAndSet(false, true)) {
            new Thread(() -> announced(why), "seal").start();
        }
    }

    private void watch() {
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                var left = deadline.left();
                if (left.plus(PATIENCE).isNegative()) {
                    end("the lease ended " + left.negated().toSeconds() + " s ago while nobody looked");
                } else if (left.isNegative()) {
                    seal("the lease on the key is over");
                }
            }
        } catch (InterruptedException stop) {
            end("its watch was stopped");
        }
    }

    private void announced(String why) {
        LOG.info("Seals: {}", why);
        var limit = new Thread(() -> endAfterPatience(why), "seal-limit");
        limit.setDaemon(true);
        limit.start();
        try {
            lastWork.run();
        } catch (Exception | Error failed) {
            // The commit log has what was acknowledged; nothing may keep the key alive.
            HomeLog.note("The last work before the seal failed: " + failed);
        }
        end(why);
    }

    private void endAfterPatience(String why) {
        try {
            if (!closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                end(why + "; its last work took too long");
            }
        } catch (InterruptedException stop) {
            end(why);
        }
    }

    private void end(String why) {
        storage.wipe();
        out.println("engine sealed: " + why);
        out.flush();
        Runtime.getRuntime().halt(SEALED);
    }

    /** The engine stops by itself: nothing to watch any more. */
    @Override
    public void close() {
        closed.countDown();
    }
}
