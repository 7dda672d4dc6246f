package io.kanesh.it.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import io.kanesh.it.client.ClusterConnection;
import io.kanesh.it.installation.Await;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One node of a comparison: Cassandra alone in a cluster of its own, on plain or on encrypted files, killed and started at will. */
final class CostNode implements AutoCloseable {
    static final String PLAIN = "plain";

    private static final long START_SECONDS = 300;
    private static final long ORDER_SECONDS = 120;
    /** Linux counts a process's time in hundredths of a second, whatever the kernel's own tick is. */
    private static final double TICKS_PER_SECOND = 100;

    private final StockNode node;
    private final ClusterConnection connection;
    private final List<String> program;
    private @Nullable Process process;
    private @Nullable CqlSession session;
    private int orders;

    private CostNode(StockNode node, ClusterConnection connection, List<String> program) {
        this.node = node;
        this.connection = connection;
        this.program = program;
    }

    /**
     * @param files {@link #PLAIN}, or the name of a suite
     * @param isCached whether pages that were read stay in memory
     */
    static CostNode of(StockNode copy, ClusterConnection cluster, String files, boolean isCached) throws IOException {
        var connection = copy.onlyThisNode(cluster);
        var name = copy.home().getFileName();
        var yaml = copy.home().resolve("conf/cassandra.yaml");
        // Alone: two of them must not find each other by the name and the seeds that they had in common.
        var text = Files.readString(yaml)
                .replaceFirst("(?m)^cluster_name:.*$", "cluster_name: " + name)
                .replaceFirst("seeds:.*", "seeds: \"" + connection.hosts().get(0) + "\"");
        text = text.replaceFirst("(?m)^file_cache_enabled:.*\\R", "") + "file_cache_enabled: " + isCached + "\n";
        Files.writeString(yaml, text);
        var main = BenchNodeMain.class.getName();
        if (files.equals(PLAIN)) {
            return new CostNode(copy.onPlainFiles(), connection, List.of(main, PLAIN));
        }
        var key = HexFormat.of().formatHex(BenchKeys.random(Suite.valueOf(files)));
        return new CostNode(
                copy,
                connection,
                List.of(main, files, copy.home().resolve("files").toString(), key));
    }

    /** Returns the CPU seconds until it answers. */
    double start() throws IOException, InterruptedException, TimeoutException {
        process = node.start(ownClasses(), program);
        // A session that fails takes the driver two seconds, which would be counted.
        Await.until("the node listens", START_SECONDS, this::listens);
        Await.until("the node answers", START_SECONDS, () -> {
            try {
                session = connection.open();
                return true;
            } catch (DriverException notUpYet) {
                return false;
            }
        });
        return cpuSeconds();
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(connection.hosts().get(0), connection.port()));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Without a word, as at a power failure. */
    void kill() throws InterruptedException {
        if (session != null) {
            session.close();
        }
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    CqlSession session() {
        return Objects.requireNonNull(session);
    }

    String dataCenter() {
        return connection.dataCenter();
    }

    /** Of this node alone; good for a keyspace. */
    String name() {
        return String.valueOf(node.home().getFileName()).replace('-', '_');
    }

    String host() {
        return connection.hosts().get(0);
    }

    /** Returns its answer. */
    String order(String order) throws IOException, InterruptedException, TimeoutException {
        orders++;
        var input = Objects.requireNonNull(process).outputWriter(StandardCharsets.UTF_8);
        input.write(orders + " " + order + "\n");
        input.flush();
        var beginning = BenchNodeMain.answer(String.valueOf(orders));
        var answer = new AtomicReference<>("");
        Await.until(order, ORDER_SECONDS, () -> {
            try (var lines = Files.lines(node.home().resolve("out"))) {
                lines.filter(line -> line.startsWith(beginning)).findFirst().ifPresent(answer::set);
            }
            return !Objects.requireNonNull(answer.get()).isEmpty();
        });
        return Objects.requireNonNull(answer.get()).substring(beginning.length());
    }

    /** Of all its threads, in user and kernel, since its start. */
    double cpuSeconds() {
        try {
            var stat = Files.readString(
                    Path.of("/proc/" + Objects.requireNonNull(process).pid() + "/stat"), StandardCharsets.ISO_8859_1);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException ended) {
            throw new UncheckedIOException(
                    "the node has ended; see " + node.home().resolve("out"), ended);
        }
    }

    /** This module's own classes; what they need is among the engine's libraries. */
    private static String ownClasses() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.contains("node-it"))
                .filter(entry -> entry.endsWith("classes") || entry.matches(".*/node-it-[^/]*\\.jar"))
                .collect(Collectors.joining(":"));
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
