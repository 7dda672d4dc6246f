package io.kanesh.it.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.kanesh.it.installation.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Requests to one node after the other, the same to each within a round; most answer how many operations they were.
 *
 * @param round another one asks for other rows
 * @param readsPerSecond for {@link #p99Seconds}
 */
record CostLoad(int round, int readsPerSecond) {
    private static final int KEYS = 100_000;
    private static final int VALUE_BYTES = 200;
    private static final int BIG_VALUE_BYTES = 1024;
    private static final int BIG_ROWS = 8_000;
    private static final int IN_FLIGHT = 64;
    private static final int SCANS = 200;
    private static final int SCAN_ROWS = 1_000;
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final Duration P99_TIME = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long COMPACTED_SECONDS = 120;
    /** Of a tenth of a second each: the last flush comes up to a second behind the last row. */
    private static final int QUIET_LOOKS = 15;

    /** Makes the tables and fills the one that is read. */
    static void prepare(CostNode node) throws InterruptedException {
        var session = node.session();
        schema(
                session,
                "CREATE KEYSPACE bench WITH replication = {'class': 'NetworkTopologyStrategy', '" + node.dataCenter()
                        + "': 1}");
        // Reads are to find files, not the memtable.
        schema(
                session,
                "CREATE TABLE bench.small (id int PRIMARY KEY, v blob) WITH memtable_flush_period_in_ms = 1000");
        // Apart, so that nothing compacts what is read while it is read.
        schema(session, "CREATE TABLE bench.written (id int PRIMARY KEY, v blob)");
        var insert = session.prepare("INSERT INTO bench.small (id, v) VALUES (?, ?)");
        var random = new Random(1);
        each(session, KEYS, id -> insert.bind(id, value(random, VALUE_BYTES)));
    }

    /** Rows of 1 KiB under keys that follow each other. */
    static void fill(CostNode node, String table, int from, int rows) throws InterruptedException {
        var insert = node.session().prepare("INSERT INTO " + table + " (id, v) VALUES (?, ?)");
        var random = new Random(from);
        each(node.session(), rows, row -> insert.bind(from + row, value(random, BIG_VALUE_BYTES)));
    }

    int write(CostNode node) throws InterruptedException {
        var insert = node.session().prepare("INSERT INTO bench.written (id, v) VALUES (?, ?)");
        var random = new Random(round);
        return forAWhile(node.session(), any -> insert.bind(random.nextInt(KEYS), value(random, VALUE_BYTES)));
    }

    int read(CostNode node) throws InterruptedException {
        var select = node.session().prepare("SELECT v FROM bench.small WHERE id = ?");
        var random = new Random(round);
        return forAWhile(node.session(), any -> select.bind(random.nextInt(KEYS)));
    }

    int scan(CostNode node) {
        var select = node.session().prepare("SELECT id, v FROM bench.small WHERE token(id) > ? LIMIT " + SCAN_ROWS);
        var random = new Random(round);
        for (var scan = 0; scan < SCANS; scan++) {
            node.session().execute(select.bind(random.nextLong())).all();
        }
        return SCANS;
    }

    int flushAndCompact(CostNode node) throws IOException, InterruptedException, TimeoutException {
        var session = node.session();
        var table = "bench.big" + round;
        schema(
                session,
                "CREATE TABLE " + table + " (id int PRIMARY KEY, v blob)"
                        + " WITH memtable_flush_period_in_ms = 1000"
                        + " AND compaction = {'class': 'SizeTieredCompactionStrategy', 'min_threshold': 2}");
        fill(node, table, round * BIG_ROWS, BIG_ROWS);
        var quiet = new AtomicInteger();
        Await.until("flushed and compacted", COMPACTED_SECONDS, () -> {
            var busy =
                    session.execute("SELECT * FROM system_views.sstable_tasks").all();
            return quiet.updateAndGet(before -> busy.isEmpty() ? before + 1 : 0) >= QUIET_LOOKS;
        });
        schema(session, "DROP TABLE " + table);
        return BIG_ROWS;
    }

    int nearest(CostNode node) throws InterruptedException {
        return CostIndex.queries(node, round);
    }

    double p99Seconds(CostNode node) throws InterruptedException {
        var select = node.session().prepare("SELECT v FROM bench.small WHERE id = ?");
        var random = new Random(round);
        var answered = OpenLoop.run(node.session(), readsPerSecond, P99_TIME, () -> select.bind(random.nextInt(KEYS)));
        if (answered.failures() > 0) {
            throw new IllegalStateException(answered.failures() + " reads failed");
        }
        return answered.p99Nanos() / 1e9;
    }

    /** At full load. */
    static int readsPerSecond(CostNode node) throws InterruptedException {
        return (int) (new CostLoad(0, 0).read(node) / TIME.toSeconds());
    }

    static void schema(CqlSession session, String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(PATIENCE));
    }

    static int forAWhile(CqlSession session, IntFunction<Statement<?>> next) throws InterruptedException {
        var end = System.nanoTime() + TIME.toNanos();
        var permits = new Semaphore(IN_FLIGHT);
        var failures = new AtomicInteger();
        var done = 0;
        for (; System.nanoTime() - end < 0; done++) {
            send(session, next.apply(done), permits, failures);
        }
        permits.acquire(IN_FLIGHT);
        return none(failures, done);
    }

    static void each(CqlSession session, int count, IntFunction<Statement<?>> next) throws InterruptedException {
        var permits = new Semaphore(IN_FLIGHT);
        var failures = new AtomicInteger();
        for (var i = 0; i < count; i++) {
            send(session, next.apply(i), permits, failures);
        }
        permits.acquire(IN_FLIGHT);
        none(failures, count);
    }

    private static void send(CqlSession session, Statement<?> statement, Semaphore permits, AtomicInteger failures)
            throws InterruptedException {
        permits.acquire();
        session.executeAsync(statement).whenComplete((answer, failed) -> {
            if (failed != null) {
                failures.incrementAndGet();
            }
            permits.release();
        });
    }

    private static int none(AtomicInteger failures, int done) {
        if (failures.get() > 0) {
            throw new IllegalStateException(failures.get() + " of " + done + " operations failed");
        }
        return done;
    }

    private static ByteBuffer value(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
