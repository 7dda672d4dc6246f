package io.kanesh.it.bench;

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * What a node of a comparison is told: to stream the rows of a keyspace to another node, by Cassandra's own plan and over TLS, as in a
 * repair or a replacement.
 *
 * @param host the other node's address; it has the same tables under the same ids
 * @param to the last token that is streamed, from the beginning of the ring; the lowest means all of it
 */
record StreamOrder(String host, String keyspace, long to) {
    static final long WHOLE_RING = Long.MIN_VALUE;
    static final String DONE = "done";

    static StreamOrder parse(String line) {
        var words = line.split(" ");
        return new StreamOrder(words[1], words[2], Long.parseLong(words[3]));
    }

    /** As it is sent. */
    String line() {
        return "stream " + host + ' ' + keyspace + ' ' + to;
    }

    /** Within the node: returns what came of it. */
    String obeyed() throws InterruptedException {
        try {
            executed().get();
            return DONE;
        } catch (ExecutionException | InvocationTargetException failed) {
            return String.valueOf(failed.getCause());
        } catch (ReflectiveOperationException anotherCassandra) {
            return anotherCassandra.toString();
        }
    }

    /** By name: no module but the engine is compiled against Cassandra. */
    private Future<?> executed() throws ReflectiveOperationException {
        var addresses = cassandra("locator.InetAddressAndPort");
        var ranges = cassandra("locator.RangesAtEndpoint");
        var operations = cassandra("streaming.StreamOperation");
        var plans = cassandra("streaming.StreamPlan");
        var plan = plans.getConstructor(operations)
                .newInstance(operations.getField("OTHER").get(null));
        plans.getMethod("transferRanges", addresses, String.class, ranges, String[].class)
                .invoke(
                        plan,
                        addresses.getMethod("getByName", String.class).invoke(null, host),
                        keyspace,
                        ranges.getMethod("toDummyList", Collection.class).invoke(null, List.of(range())),
                        new String[0]);
        return (Future<?>) plans.getMethod("execute").invoke(plan);
    }

    private Object range() throws ReflectiveOperationException {
        var positions = cassandra("dht.RingPosition");
        var tokens = cassandra("dht.Murmur3Partitioner$LongToken").getConstructor(long.class);
        return cassandra("dht.Range")
                .getConstructor(positions, positions)
                .newInstance(tokens.newInstance(Long.MIN_VALUE), tokens.newInstance(to));
    }

    private static Class<?> cassandra(String name) throws ClassNotFoundException {
        return Class.forName("org.apache.cassandra." + name);
    }
}
