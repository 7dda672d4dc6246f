package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kanesh.files.inventory.ByteScan;
import io.kanesh.files.inventory.Markers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * So many rows that a node which takes another one's place fetches them for a while. Each begins with a text that must be on no disk, and
 * random bytes follow, so that nothing shortens it.
 */
final class FetchedRows {
    private static final String KEYSPACE = "fetched";
    private static final int ROWS = 800;
    private static final int BYTES = 1 << 16;
    private static final int AT_ONCE = 16;

    private final byte[] mark = ("fetched-" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);

    /** Returns when a quorum has acknowledged all of them. */
    static FetchedRows written(CqlSession session) {
        var rows = new FetchedRows();
        patient(
                session,
                "CREATE KEYSPACE " + KEYSPACE + " WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
        patient(session, "CREATE TABLE " + KEYSPACE + ".rows (k int PRIMARY KEY, v blob)");
        var insert = session.prepare("INSERT INTO " + KEYSPACE + ".rows (k, v) VALUES (?, ?)");
        each(session, k -> insert.bind(k, ByteBuffer.wrap(rows.value(k))), (k, answer) -> {});
        return rows;
    }

    /** At QUORUM, a few at once. */
    private static void each(
            CqlSession session, IntFunction<BoundStatement> statement, BiConsumer<Integer, AsyncResultSet> answer) {
        for (var from = 0; from < ROWS; from += AT_ONCE) {
            var asked = new LinkedHashMap<Integer, CompletableFuture<AsyncResultSet>>();
            for (var k = from; k < from + AT_ONCE; k++) {
                var bound = statement.apply(k).setConsistencyLevel(ConsistencyLevel.QUORUM);
                asked.put(k, session.executeAsync(bound).toCompletableFuture());
            }
            asked.forEach((k, answered) -> answer.accept(k, answered.join()));
        }
    }

    private byte[] value(int key) {
        var bytes = new byte[BYTES];
        new Random(key).nextBytes(bytes);
        System.arraycopy(mark, 0, bytes, 0, mark.length);
        return bytes;
    }

    /** Whether a stream writes some of them there now: Cassandra keeps a log of what it would have to take back. */
    static boolean arriveOn(Path machine) throws IOException {
        var keyspace = machine.resolve("data/files/data").resolve(KEYSPACE);
        if (!Files.isDirectory(keyspace)) {
            return false;
        }
        try (var tables = Files.newDirectoryStream(keyspace)) {
            for (var table : tables) {
                try (var logs = Files.newDirectoryStream(table, "*_txn_stream_*")) {
                    if (logs.iterator().hasNext()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Searches every byte of these machines; first a file that does show a row, so that the search is not blind. */
    void assertNotInTheOpen(List<Path> machines, Path folder) throws IOException {
        var markers = new Markers(List.of(mark));
        var open = Files.write(folder.resolve("a-row-in-the-open"), value(1));
        assertThat(ByteScan.of(List.of(open), markers).hits()).isEqualTo(1);
        var report = ByteScan.of(machines, markers);
        assertThat(report.listed()).isEmpty();
        assertThat(report.bytes()).as("two whole copies at least").isGreaterThan(2L * ROWS * BYTES);
    }

    /** Reads every row at QUORUM, then drops them. */
    void assertNothingIsLost(CqlSession session) {
        var select = session.prepare("SELECT v FROM " + KEYSPACE + ".rows WHERE k = ?");
        each(session, select::bind, (k, answer) -> {
            var row = Objects.requireNonNull(answer.one(), () -> "row " + k);
            assertThat(row.getByteBuffer("v")).as("row %d", k).isEqualTo(ByteBuffer.wrap(value(k)));
        });
        patient(session, "DROP KEYSPACE " + KEYSPACE);
    }

    /** Nodes that have just started take their time to agree on a schema. */
    private static void patient(CqlSession session, String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(Duration.ofMinutes(1)));
    }
}
