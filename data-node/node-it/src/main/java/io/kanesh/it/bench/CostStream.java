package io.kanesh.it.bench;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * The rows that one node has for this, streamed to another one, which forgets them afterwards. Each node has the same rows in as many
 * files of the same size, in a keyspace of its own that all the others have as well.
 *
 * @param to the last token that is streamed: with all of the ring files go as they are, with a part of it the receiver writes new
 *     ones
 */
record CostStream(CostNode sender, CostNode receiver, long to) {
    /** Half of the ring, so half of the rows of each file. */
    static final long HALF = 0;

    private static final int FILES = 4;
    /** Of 1 KiB each: a file of 24 MiB is less than what makes a node flush by itself. */
    private static final int ROWS = 24 * 1024;
    /** The system counts a process's time in hundredths of a second: so many streams take a multiple of that. */
    private static final int STREAMS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Makes the tables of each on all of them, and fills them; each stream begins with a flush, and so makes a file. */
    static void prepare(List<CostNode> nodes) throws IOException, InterruptedException, TimeoutException {
        for (var node : nodes) {
            for (var owner : nodes) {
                schema(node, owner);
            }
        }
        for (var sender : nodes) {
            var stream = new CostStream(sender, nodes.get(sender == nodes.get(0) ? 1 : 0), StreamOrder.WHOLE_RING);
            for (var file = 0; file < FILES; file++) {
                CostLoad.fill(sender, table(sender), file * ROWS, ROWS);
                stream.once();
            }
            stream.forget();
        }
    }

    /** Under the same id everywhere, because a stream names a table by it; not compacted, because the files are the measure. */
    private static void schema(CostNode node, CostNode owner) {
        patient(
                node,
                "CREATE KEYSPACE " + owner.name() + " WITH replication = {'class': 'NetworkTopologyStrategy', '"
                        + node.dataCenter() + "': 1}");
        patient(
                node,
                "CREATE TABLE " + table(owner) + " (id int PRIMARY KEY, v blob) WITH id = '"
                        + UUID.nameUUIDFromBytes(owner.name().getBytes(StandardCharsets.UTF_8))
                        + "' AND compaction = {'class': 'SizeTieredCompactionStrategy', 'enabled': 'false'}");
    }

    /** Returns how many streams it took. */
    int run() throws IOException, InterruptedException, TimeoutException {
        for (var stream = 0; stream < STREAMS; stream++) {
            once();
        }
        return STREAMS;
    }

    private void once() throws IOException, InterruptedException, TimeoutException {
        var order = new StreamOrder(receiver.host(), sender.name(), to).line();
        var answer = sender.order(order);
        if (!answer.equals(StreamOrder.DONE)) {
            throw new IOException(sender.name() + ", told to " + order + ": " + answer);
        }
    }

    /** What the receiver was sent goes again. */
    void forget() {
        patient(receiver, "TRUNCATE " + table(sender));
    }

    private static String table(CostNode owner) {
        return owner.name() + ".streamed";
    }

    private static void patient(CostNode node, String statement) {
        node.session().execute(SimpleStatement.newInstance(statement).setTimeout(PATIENCE));
    }
}
