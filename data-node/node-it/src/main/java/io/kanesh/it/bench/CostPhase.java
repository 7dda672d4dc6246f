package io.kanesh.it.bench;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Pieces of work, the same for every node; each has one figure, the less the better. */
enum CostPhase {
    /** 200 bytes under a key of many. CPU. */
    WRITE,
    /** One of all keys, from files that lie in the caches where there are any. CPU. */
    READ,
    /** A thousand rows in the order of their tokens. CPU. */
    SCAN,
    /** Rows of 1 KiB into a new table that is flushed every second, until its files are compacted. CPU. */
    FLUSH_AND_COMPACT,
    /** Reads at half of what a plain node answers at full load: what 99 of 100 wait at most. */
    P99,
    /** Killed, started, until it answers; the commit log is replayed. CPU. */
    RESTART,
    /** 96 MiB in four whole files to a node on plain files, over TLS. CPU of the sender. */
    SEND_FILES,
    /** The same from a node on plain files. CPU of the receiver. */
    RECEIVE_FILES,
    /** Half of the rows of each of those files, which the receiver writes anew. CPU of the sender. */
    SEND_ROWS,
    /** The same from a node on plain files. CPU of the receiver. */
    RECEIVE_ROWS,
    /** The ten nearest of 20,000 vectors of 64 numbers, by their index. CPU. */
    INDEX;

    /** Those between two nodes. */
    static final Set<CostPhase> STREAMS = Collections.unmodifiableSet(EnumSet.range(SEND_FILES, RECEIVE_ROWS));

    /** What a run measures when nothing is asked for; restarts, streams and the index take runs of their own. */
    static final List<CostPhase> USUAL = List.copyOf(EnumSet.range(WRITE, P99));

    static CostPhase named(String name) {
        for (var phase : values()) {
            if (phase.name().equals(name.toUpperCase(Locale.ROOT))) {
                return phase;
            }
        }
        throw new IllegalArgumentException("There is no phase '" + name + "': " + List.of(values()));
    }

    /**
     * CPU seconds of an operation, or seconds of waiting.
     *
     * @param peer a node on plain files, to stream to or from
     * @param load that makes the requests of a round the same for every node
     */
    double figure(CostNode node, CostNode peer, CostLoad load)
            throws IOException, InterruptedException, TimeoutException {
        return switch (this) {
            case WRITE -> cpu(node, load::write);
            case READ -> cpu(node, load::read);
            case SCAN -> cpu(node, load::scan);
            case FLUSH_AND_COMPACT -> cpu(node, load::flushAndCompact);
            case P99 -> load.p99Seconds(node);
            case RESTART -> {
                node.kill();
                yield node.start();
            }
            case SEND_FILES -> streamed(node, new CostStream(node, peer, StreamOrder.WHOLE_RING));
            case RECEIVE_FILES -> streamed(node, new CostStream(peer, node, StreamOrder.WHOLE_RING));
            case SEND_ROWS -> streamed(node, new CostStream(node, peer, CostStream.HALF));
            case RECEIVE_ROWS -> streamed(node, new CostStream(peer, node, CostStream.HALF));
            case INDEX -> cpu(node, load::nearest);
        };
    }

    private static double streamed(CostNode measured, CostStream stream)
            throws IOException, InterruptedException, TimeoutException {
        var figure = cpu(measured, any -> stream.run());
        stream.forget();
        return figure;
    }

    private interface Work {
        int on(CostNode node) throws IOException, InterruptedException, TimeoutException;
    }

    private static double cpu(CostNode node, Work work) throws IOException, InterruptedException, TimeoutException {
        var before = node.cpuSeconds();
        var operations = work.on(node);
        return (node.cpuSeconds() - before) / operations;
    }
}
