package io.kanesh.it.demo;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes many orders with a bounded number of requests in flight. */
final class OrderLoad {

    /** Requests of a book each: enough to keep three small nodes busy; more only fills their queues. */
    static final int IN_FLIGHT = 16;

    /** A write that a busy node refused or let time out is repeated, more and more patiently: the same rows again. */
    private static final int ATTEMPTS = 20;

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final CqlSession session;
    private final OrderTable table;
    private final Semaphore slots = new Semaphore(IN_FLIGHT);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    OrderLoad(CqlSession session, OrderTable table) {
        this.session = session;
        this.table = table;
    }

    /**
     * Returns when every order is acknowledged.
     *
     * @param orders a multiple of {@link OrderSource#BOOK}
     * @param progress told the number of acknowledged orders, often, by the calling thread
     * @throws IllegalStateException when a write was refused {@value #ATTEMPTS} times, most of a minute long; those
     *     acknowledged stay
     */
    void run(OrderSource source, long orders, LongConsumer progress) throws InterruptedException {
        for (long sent = 0; sent < orders && failure.get() == null; sent += OrderSource.BOOK) {
            slots.acquire();
            write(table.insert(source.nextBook()), 1);
            progress.accept(acknowledged.get());
        }
        slots.acquire(IN_FLIGHT);
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("A write was refused %d times".formatted(ATTEMPTS), cause);
        }
        progress.accept(acknowledged.get());
    }

    private void write(BatchStatement statement, int attempt) {
        CompletionStage<AsyncResultSet> answer = session.executeAsync(statement);
        answer.whenComplete((rows, fault) -> {
            if (fault != null && attempt < ATTEMPTS && failure.get() == null) {
                CompletableFuture.delayedExecutor(pauseMillis(attempt), TimeUnit.MILLISECONDS)
                        .execute(() -> write(statement, attempt + 1));
                return;
            }
            if (fault == null) {
                acknowledged.addAndGet(OrderSource.BOOK);
            } else {
                failure.compareAndSet(null, fault);
            }
            slots.release();
        });
    }

    private static long pauseMillis(int attempt) {
        return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
    }
}
