package io.kanesh.it.bench;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Rows of bytes that nothing can compress, on every node of three. */
record Rows(CqlSession session, String keyspace) {
    private static final int ROW_BYTES = 16 * 1024;
    private static final int AT_ONCE = 32;
    private static final Duration REQUEST = Duration.ofSeconds(30);

    /** Writes so many MB (10⁶ bytes), and returns when all of them are acknowledged by every replica. */
    void write(int megabytes) {
        session.execute("CREATE KEYSPACE IF NOT EXISTS " + keyspace
                + " WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
        session.execute("CREATE TABLE IF NOT EXISTS " + keyspace + ".rows (k bigint PRIMARY KEY, v blob)");
        var insert = session.prepare("INSERT INTO " + keyspace + ".rows (k, v) VALUES (?, ?)");
        var random = new SplittableRandom(1);
        var underWay = new ArrayDeque<CompletableFuture<AsyncResultSet>>();
        for (long key = 0; key < megabytes * 1_000_000L / ROW_BYTES; key++) {
            var bytes = new byte[ROW_BYTES];
            random.nextBytes(bytes);
            underWay.add(session.executeAsync(insert.bind(key, ByteBuffer.wrap(bytes))
                            .setConsistencyLevel(ConsistencyLevel.ALL)
                            .setTimeout(REQUEST))
                    .toCompletableFuture());
            if (underWay.size() == AT_ONCE) {
                underWay.remove().join();
            }
        }
        underWay.forEach(CompletableFuture::join);
    }
}
