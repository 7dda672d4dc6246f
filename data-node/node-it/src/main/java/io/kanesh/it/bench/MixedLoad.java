package io.kanesh.it.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kanesh.it.client.ClusterConnection;
import io.kanesh.it.installation.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * Half reads, half writes of 200-byte values over 50,000 keys at a given rate.
 */
final class MixedLoad implements AutoCloseable {
    private static final int KEYS = 50_000;
    private static final int VALUE_BYTES = 200;
    private static final int FILL_IN_FLIGHT = 256;
    private static final long START_SECONDS = 300;
    /** Until the node's compiler has seen the paths of reads and writes: without it, the first tries measure the compiler. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final int WARM_UP_IN_FLIGHT = 32;
    /** At each rate: what the rate before it left in queues is gone. */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private static final Duration WINDOW = Duration.ofSeconds(4);
    /** Two of three windows decide: a hiccup of the machine spoils one of them, a rate that is too high all. */
    private static final int WINDOWS = 3;

    private static final int NEEDED = 2;
    private static final double LIMIT_NANOS = 10e6;

    private final CqlSession session;
    private final PreparedStatement write;
    private final PreparedStatement read;
    /** Seeded: every variant gets the same requests. */
    private final Random random = new Random(20261121);

    private MixedLoad(CqlSession session) {
        this.session = session;
        write = session.prepare("INSERT INTO bench.mixed (id, v) VALUES (?, ?)");
        read = session.prepare("SELECT v FROM bench.mixed WHERE id = ?");
    }

    /**
     * Waits until the node answers, then fills the table.
     *
     * @throws IllegalStateException when its process has ended instead
     */
    static MixedLoad open(ClusterConnection node, Process process)
            throws IOException, InterruptedException, TimeoutException {
        Await.until("the node answers", START_SECONDS, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the node has ended with exit code " + process.exitValue()
                        + "; the file `out` in its home says why");
            }
            try (var probe = node.open()) {
                probe.execute("CREATE KEYSPACE IF NOT EXISTS bench WITH replication ="
                        + " {'class': 'NetworkTopologyStrategy', '" + node.dataCenter() + "': 1}");
                probe.execute(SimpleStatement.newInstance(
                                "CREATE TABLE IF NOT EXISTS bench.mixed (id int PRIMARY KEY, v blob)")
                        .setTimeout(Duration.ofSeconds(30)));
                return true;
            } catch (DriverException e) {
                return false; // not up yet
            }
        });
        var load = new MixedLoad(node.open());
        load.fill();
        return load;
    }

    private void fill() throws InterruptedException {
        var permits = new Semaphore(FILL_IN_FLIGHT);
        for (var id = 0; id < KEYS; id++) {
            permits.acquire();
            session.executeAsync(write.bind(id, value())).whenComplete((done, failed) -> permits.release());
        }
        permits.acquire(FILL_IN_FLIGHT);
    }

    /** As fast as the node answers a few at a time; returns how many a second that were in the second half. */
    int warmUp() throws InterruptedException {
        saturate(WARM_UP.dividedBy(2));
        return saturate(WARM_UP.dividedBy(2));
    }

    private int saturate(Duration time) throws InterruptedException {
        var permits = new Semaphore(WARM_UP_IN_FLIGHT);
        var end = System.nanoTime() + time.toNanos();
        var requests = 0;
        while (System.nanoTime() - end < 0) {
            permits.acquire();
            session.executeAsync(next()).whenComplete((done, failed) -> permits.release());
            requests++;
        }
        permits.acquire(WARM_UP_IN_FLIGHT);
        return (int) (requests / time.toSeconds());
    }

    private BoundStatement next() {
        return random.nextBoolean() ? write.bind(random.nextInt(KEYS), value()) : read.bind(random.nextInt(KEYS));
    }

    /** Whether every request at this rate (per second) is answered, 99 of 100 within 10 ms. */
    boolean holds(int rate) throws InterruptedException {
        run(rate, SETTLE);
        var good = 0;
        for (var window = 0; window < WINDOWS && good < NEEDED && good + WINDOWS - window >= NEEDED; window++) {
            good += run(rate, WINDOW) ? 1 : 0;
        }
        return good >= NEEDED;
    }

    private boolean run(int rate, Duration time) throws InterruptedException {
        var answered = OpenLoop.run(session, rate, time, this::next);
        return answered.failures() == 0 && answered.p99Nanos() < LIMIT_NANOS;
    }

    private ByteBuffer value() {
        var bytes = new byte[VALUE_BYTES];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public void close() {
        session.close();
    }
}
