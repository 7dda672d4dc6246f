package io.kanesh.agent;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A wait that ends early when something happens. Several wake-ups before the wait count as one. */
public final class Wakeup {
    private final Semaphore signal = new Semaphore(0);

    public void wake() {
        signal.release();
    }

    /** Returns after the time, or as soon as {@link #wake} was called since the last return. */
    @SuppressWarnings("ReturnValueIgnored") // both outcomes mean: look again
    public void await(Duration atMost) throws InterruptedException {
        if (signal.tryAcquire(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }
}
