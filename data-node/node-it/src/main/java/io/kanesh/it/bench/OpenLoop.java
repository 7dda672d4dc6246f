package io.kanesh.it.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Requests at a given rate. They are due at fixed times and their latency counts from then, so that a server that stalls is charged
 * for everybody who waited.
 *
 * @param p99Nanos of 99 of 100 requests
 */
record OpenLoop(double p99Nanos, int failures) {
    private static final int IN_FLIGHT = 1024;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_PARK_NANOS = 200_000;

    /** @param rate per second */
    static OpenLoop run(CqlSession session, int rate, Duration time, Supplier<? extends Statement<?>> next)
            throws InterruptedException {
        var latencies = new ConcurrentHistogram(LONGEST_NANOS, 3);
        var failures = new AtomicInteger();
        var permits = new Semaphore(IN_FLIGHT);
        var start = System.nanoTime();
        var requests = (int) (rate * time.toSeconds());
        for (var at = 0; at < requests; at++) {
            var due = start + (long) (at * 1e9 / rate);
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(Math.min(due - System.nanoTime(), LONGEST_PARK_NANOS));
            }
            permits.acquire();
            session.executeAsync(next.get()).whenComplete((done, failed) -> {
                latencies.recordValue(Math.min(System.nanoTime() - due, LONGEST_NANOS));
                if (failed != null) {
                    failures.incrementAndGet();
                }
                permits.release();
            });
        }
        permits.acquire(IN_FLIGHT);
        return new OpenLoop(latencies.getValueAtPercentile(99), failures.get());
    }
}
