package io.kanesh.it.workload;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes rows at QUORUM from several threads until told to stop, and remembers every row whose write was acknowledged. A write that
 * fails or times out may or may not be there later; nothing is claimed about it. Row {@code k} has the value {@code 7·k + 1}.
 */
public final class AcknowledgedWrites implements AutoCloseable {
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration SCHEMA = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 50;
    /** At most 50 writes a second from each writer: a load to be killed under, which leaves the machine its processors. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final int READS_AT_ONCE = 128;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final String table;
    private final Map<Long, Boolean> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
    private final Queue<String> reasons = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Creates keyspace and table when they are not there.
     *
     * @param replication replicas by data center
     */
    public AcknowledgedWrites(CqlSession session, String keyspace, Map<String, Integer> replication) {
        this.session = session;
        var options = new StringBuilder("{'class': 'NetworkTopologyStrategy'");
        replication.forEach((dataCenter, count) ->
                options.append(", '").append(dataCenter).append("': ").append(count));
        define("CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = " + options + "}");
        table = keyspace + ".written";
        define("CREATE TABLE IF NOT EXISTS " + table + " (k bigint PRIMARY KEY, v bigint)");
        insert = session.prepare("INSERT INTO " + table + " (k, v) VALUES (?, ?)");
    }

    /** Nodes that have just started take their time to agree on a schema. */
    private void define(String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(SCHEMA));
    }

    /** Starts writing. */
    public AcknowledgedWrites start(int writers) {
        return start(writers, PACE);
    }

    /** @param pace a writer's pause after each write that was acknowledged */
    public AcknowledgedWrites start(int writers, Duration pace) {
        for (var i = 0; i < writers; i++) {
            var thread = new Thread(() -> write(pace.toMillis()), "writer-" + i);
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    public long acknowledged() {
        return acknowledged.size();
    }

    /** Writes that were not acknowledged. */
    public long failures() {
        return failures.get();
    }

    /** What the driver said of each of them. */
    public List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** How long the 99th of a hundred writes took, in milliseconds, of those since the last question; NaN when there was none. */
    public double p99Millis() {
        var sorted = new ArrayList<Long>();
        for (var each = micros.poll(); each != null; each = micros.poll()) {
            sorted.add(each);
        }
        sorted.sort(null);
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1) / 1e3;
    }

    /** Stops writing and waits for the writes that are under way. */
    public void stop() throws InterruptedException {
        stopped.countDown();
        for (var thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    /**
     * Reads every acknowledged row at QUORUM.
     *
     * @return the keys that are missing or have another value; empty when nothing was lost
     */
    public List<Long> lost() {
        return lost(session);
    }

    /** Likewise, through another session than the one that wrote. */
    public List<Long> lost(CqlSession reader) {
        var select = reader.prepare("SELECT v FROM " + table + " WHERE k = ?");
        var lost = new ArrayList<Long>();
        var keys = List.copyOf(acknowledged.keySet());
        for (var from = 0; from < keys.size(); from += READS_AT_ONCE) {
            var reads = new LinkedHashMap<Long, CompletableFuture<AsyncResultSet>>();
            for (var key : keys.subList(from, Math.min(from + READS_AT_ONCE, keys.size()))) {
                var read = select.bind(key).setConsistencyLevel(ConsistencyLevel.QUORUM);
                reads.put(key, reader.executeAsync(read).toCompletableFuture());
            }
            reads.forEach((key, read) -> {
                var row = read.join().one();
                if (row == null || row.getLong("v") != value(key)) {
                    lost.add(key);
                }
            });
        }
        return lost;
    }

    private void write(long paceMillis) {
        try {
            boolean failing;
            do {
                var key = next.getAndIncrement();
                failing = false;
                var begin = System.nanoTime();
                try {
                    session.execute(insert.bind(key, value(key))
                            .setConsistencyLevel(ConsistencyLevel.QUORUM)
                            .setTimeout(REQUEST));
                    acknowledged.put(key, true);
                    micros.add((System.nanoTime() - begin) / 1_000);
                } catch (DriverException e) {
                    reasons.add("row " + key + ": " + e);
                    failures.incrementAndGet(); // not acknowledged: that is all we say about it
                    failing = true;
                }
                // Without a node to ask, failing takes no time at all: the machine's processors belong to the restart.
            } while (!stopped.await(failing ? PAUSE_MS : paceMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long value(long key) {
        return 7 * key + 1;
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
