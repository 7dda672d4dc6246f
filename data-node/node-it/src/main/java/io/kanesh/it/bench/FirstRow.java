package io.kanesh.it.bench;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kanesh.it.client.ClusterConnection;
import io.kanesh.it.installation.Await;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Ends a measurement: a row written to and read from all replicas. */
final class FirstRow {
    private static final long SECONDS = 300;

    private FirstRow() {}

    /** Tries until it works; answers when the first session was open, nanoseconds as {@link System#nanoTime} counts. */
    static long read(ClusterConnection connection, int replicas)
            throws IOException, InterruptedException, TimeoutException {
        var opened = new AtomicLong();
        Await.until("a row from all replicas", SECONDS, () -> {
            try (var session = connection.open()) {
                opened.compareAndSet(0, System.nanoTime());
                return writeAndRead(session, connection.dataCenter(), replicas);
            } catch (DriverException e) {
                return false; // not all up yet: the next attempt has a session of its own
            }
        });
        return opened.get();
    }

    private static boolean writeAndRead(CqlSession session, String dataCenter, int replicas) {
        session.execute("CREATE KEYSPACE IF NOT EXISTS bench WITH replication = {'class': 'NetworkTopologyStrategy', '"
                + dataCenter + "': " + replicas + "}");
        session.execute("CREATE TABLE IF NOT EXISTS bench.rows (id int PRIMARY KEY, what text)");
        all(session, "INSERT INTO bench.rows (id, what) VALUES (1, 'first')");
        return all(session, "SELECT what FROM bench.rows WHERE id = 1");
    }

    private static boolean all(CqlSession session, String statement) {
        var bound = SimpleStatement.newInstance(statement).setConsistencyLevel(ConsistencyLevel.ALL);
        return session.execute(bound).one() != null;
    }
}
