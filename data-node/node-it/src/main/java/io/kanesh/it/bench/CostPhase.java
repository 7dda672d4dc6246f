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

/** Pieces of work, the same for every node; each answers how many operations it was. */
enum CostPhase {
    /** 200 bytes under a key of many. */
    WRITE,
    /** One of few keys, which caches serve after the first time. */
    READ_FEW,
    /** One of all keys. */
    READ_ALL,
    /** A thousand rows in the order of their tokens. */
    SCAN,
    /** Rows of 1 KiB into a new table that is flushed every second, until its files are compacted. */
    FLUSH_AND_COMPACT;

    static final int KEYS = 100_000;
    private static final int FEW = 2_000;
    private static final int VALUE_BYTES = 200;
    private static final int BIG_VALUE_BYTES = 1024;
    private static final int BIG_ROWS = 8_000;
    private static final int IN_FLIGHT = 64;
    private static final int SCANS = 60;
    private static final int SCAN_ROWS = 1_000;
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long COMPACTED_SECONDS = 120;
    private static final int QUIET_LOOKS = 8;

    /** Makes the table and fills it. */
    static void prepare(CostNode node) throws InterruptedException {
        var session = node.session();
        schema(
                session,
                "CREATE KEYSPACE bench WITH replication = {'class': 'NetworkTopologyStrategy', '" + node.dataCenter()
                        + "': 1}");
        schema(session, "CREATE TABLE bench.small (id int PRIMARY KEY, v blob)");
        var insert = session.prepare("INSERT INTO bench.small (id, v) VALUES (?, ?)");
        var random = new Random(1);
        each(session, KEYS, id -> insert.bind(id, value(random, VALUE_BYTES)));
        // Reads are to find files, not the memtable.
        schema(session, "ALTER TABLE bench.small WITH memtable_flush_period_in_ms = 1000");
    }

    /** @param round makes the requests of a pair the same and those of two pairs different */
    int work(CostNode node, int round) throws IOException, InterruptedException, TimeoutException {
        var session = node.session();
        var random = new Random(round);
        return switch (this) {
            case WRITE -> {
                var insert = session.prepare("INSERT INTO bench.small (id, v) VALUES (?, ?)");
                yield forAWhile(session, any -> insert.bind(random.nextInt(KEYS), value(random, VALUE_BYTES)));
            }
            case READ_FEW, READ_ALL -> {
                var select = session.prepare("SELECT v FROM bench.small WHERE id = ?");
                var keys = this == READ_FEW ? FEW : KEYS;
                yield forAWhile(session, any -> select.bind(random.nextInt(keys)));
            }
            case SCAN -> {
                var select = session.prepare("SELECT id, v FROM bench.small WHERE token(id) > ? LIMIT " + SCAN_ROWS);
                for (var scan = 0; scan < SCANS; scan++) {
                    session.execute(select.bind(random.nextLong())).all();
                }
                yield SCANS;
            }
            case FLUSH_AND_COMPACT -> flushAndCompact(session, round, random);
        };
    }

    private static int flushAndCompact(CqlSession session, int round, Random random)
            throws IOException, InterruptedException, TimeoutException {
        var table = "bench.big" + Math.floorMod(round, 1_000_000);
        schema(
                session,
                "CREATE TABLE " + table + " (id int PRIMARY KEY, v blob)"
                        + " WITH memtable_flush_period_in_ms = 1000"
                        + " AND compaction = {'class': 'SizeTieredCompactionStrategy', 'min_threshold': 2}");
        var insert = session.prepare("INSERT INTO " + table + " (id, v) VALUES (?, ?)");
        each(session, BIG_ROWS, id -> insert.bind(id, value(random, BIG_VALUE_BYTES)));
        // Two looks without work in between: the last flush is a second behind the last row.
        var quiet = new AtomicInteger();
        Await.until("flushed and compacted", COMPACTED_SECONDS, () -> {
            var busy =
                    session.execute("SELECT * FROM system_views.sstable_tasks").all();
            return quiet.updateAndGet(before -> busy.isEmpty() ? before + 1 : 0) >= QUIET_LOOKS;
        });
        schema(session, "DROP TABLE " + table);
        return BIG_ROWS;
    }

    private static void schema(CqlSession session, String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(PATIENCE));
    }

    private static int forAWhile(CqlSession session, IntFunction<Statement<?>> next) throws InterruptedException {
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

    private static void each(CqlSession session, int count, IntFunction<Statement<?>> next)
            throws InterruptedException {
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
