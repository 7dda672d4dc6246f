package io.kanesh.it.bench;

import com.datastax.oss.driver.api.core.data.CqlVector;
import io.kanesh.it.installation.Await;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The nearest of many vectors, by an index whose files Cassandra wants to have in its memory as a whole. */
final class CostIndex {
    private static final int ROWS = 20_000;
    private static final int DIMENSIONS = 64;
    private static final int NEAREST = 10;
    private static final long ON_DISK_SECONDS = 180;

    private CostIndex() {}

    /** One flush when all rows are there, so that every node has one file of the same size. */
    static void prepare(CostNode node) throws IOException, InterruptedException, TimeoutException {
        var session = node.session();
        CostLoad.schema(
                session,
                "CREATE KEYSPACE vectors WITH replication = {'class': 'NetworkTopologyStrategy', '" + node.dataCenter()
                        + "': 1}");
        CostLoad.schema(session, "CREATE TABLE vectors.near (id int PRIMARY KEY, v vector<float, " + DIMENSIONS + ">)");
        CostLoad.schema(session, "CREATE INDEX near_index ON vectors.near (v) USING 'sai'");
        var insert = session.prepare("INSERT INTO vectors.near (id, v) VALUES (?, ?)");
        var random = new Random(1);
        CostLoad.each(session, ROWS, id -> insert.bind(id, vector(random)));
        CostLoad.schema(session, "ALTER TABLE vectors.near WITH memtable_flush_period_in_ms = 1000");
        var size = session.prepare(
                "SELECT mebibytes FROM system_views.disk_usage WHERE keyspace_name = 'vectors' AND table_name ="
                        + " 'near'");
        Await.until(
                "the index is on disk",
                ON_DISK_SECONDS,
                () -> session.execute(size.bind()).all().stream().anyMatch(row -> row.getLong(0) > 0));
    }

    static int queries(CostNode node, int round) throws InterruptedException {
        var select = node.session().prepare("SELECT id FROM vectors.near ORDER BY v ANN OF ? LIMIT " + NEAREST);
        var random = new Random(round);
        return CostLoad.forAWhile(node.session(), any -> select.bind(vector(random)));
    }

    private static CqlVector<Float> vector(Random random) {
        return CqlVector.newInstance(
                Stream.generate(random::nextFloat).limit(DIMENSIONS).toList());
    }
}
