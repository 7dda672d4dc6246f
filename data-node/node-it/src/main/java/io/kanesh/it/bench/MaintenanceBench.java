package io.kanesh.it.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.it.installation.Await;
import io.kanesh.it.installation.Images;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.it.workload.AcknowledgedWrites;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What maintenance costs a cluster of three: errors and the 99th percentile of writes during a rolling restart against the
 * same load before it, and a replacement in MB/s against a plain copy of the same bytes on the same disk. Argument: MB of
 * rows, 200 by default. A part of {@code ./kanesh bench runbook}.
 */
public final class MaintenanceBench {
    private static final String KEYSPACE = "bench_rows";
    private static final int WRITERS = 2;
    private static final Duration PACE = Duration.ofMillis(5);
    private static final int STEADY = 4_000;
    private static final long PATIENCE_SECONDS = 600;
    private static final Map<String, Integer> REPLICATION = Map.of("dc1", 3);

    private final PrintStream out;
    private final Installation installation;
    private final TestCluster cluster;

    private MaintenanceBench(PrintStream out, Installation installation, TestCluster cluster) {
        this.out = out;
        this.installation = installation;
        this.cluster = cluster;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, TimeoutException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var megabytes = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
        var home = Files.createTempDirectory("kanesh-bench");
        try (var installation = new Installation(Images.found(System.getenv()), home)) {
            installation.start();
            var body = Map.of("name", "bench", "dataCenters", List.of(Map.of("region", "local-1")));
            var cluster = TestCluster.request(installation, body).awaitCreated();
            var bench = new MaintenanceBench(out, installation, cluster);
            try (var session = cluster.connection(null).open()) {
                bench.restart(session);
                new Rows(session, KEYSPACE).write(megabytes);
            }
            bench.replace();
        }
    }

    private void restart(CqlSession session) throws IOException, InterruptedException, TimeoutException {
        try (var writes = new AcknowledgedWrites(session, "bench_load", REPLICATION).start(WRITERS, PACE)) {
            more(writes, STEADY / 4);
            writes.p99Millis();
            more(writes, STEADY);
            var steady = writes.p99Millis();
            var began = System.nanoTime();
            cluster.perform(":restart");
            var seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
            var restarting = writes.p99Millis();
            writes.stop();
            out.printf(
                    "bench runbook: rolling restart of 3 nodes in %.1f s under %d writers at QUORUM: %d errors; 99th"
                            + " percentile %.1f ms before, %.1f ms during, ratio %.2f%n",
                    seconds, WRITERS, writes.failures(), steady, restarting, restarting / steady);
        }
    }

    private static void more(AcknowledgedWrites writes, long count)
            throws IOException, InterruptedException, TimeoutException {
        var from = writes.acknowledged();
        Await.until("writes", PATIENCE_SECONDS, () -> writes.acknowledged() > from + count);
    }

    private void replace() throws IOException, InterruptedException, TimeoutException {
        var before = installation.machineDirectories();
        var lost = cluster.nodes().get(2).get("id").asText();
        var began = System.nanoTime();
        var operation = cluster.start("/nodes/" + lost + ":replace?force=true");
        cluster.awaitOperation(operation);
        var seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
        var after = new ArrayList<>(installation.machineDirectories());
        after.removeAll(before);
        var files = files(after.get(0));
        var megabytes = megabytes(files);
        var streamed = streaming(installation.api().get(operation).expect(200).body());
        var copied = copySeconds(files);
        out.printf(
                "bench runbook: replaced a node with %.0f MB in %.1f s: %.1f MB/s; its engine had them %.1f s after its start: %.1f"
                        + " MB/s; a plain copy of the same files to the same disk: %.1f MB/s%n",
                megabytes, seconds, megabytes / seconds, streamed, megabytes / streamed, megabytes / copied);
    }

    /** From the start of the new engine to the moment when it serves: its own start, and all that it fetches. */
    private static double streaming(JsonNode operation) {
        Instant from = Instant.EPOCH;
        Instant to = Instant.EPOCH;
        for (var step : operation.get("steps")) {
            if (step.get("name").asText().equals("start-engine")) {
                from = Instant.parse(step.get("startedAt").asText());
            } else if (step.get("name").asText().equals("engine-serves")) {
                to = Instant.parse(step.get("endedAt").asText());
            }
        }
        return Duration.between(from, to).toMillis() / 1e3;
    }

    private static List<Path> files(Path machine) throws IOException {
        try (var tree = Files.walk(machine.resolve("data"))) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/" + KEYSPACE + "/"))
                    .toList();
        }
    }

    private static double megabytes(List<Path> files) throws IOException {
        var bytes = 0L;
        for (var file : files) {
            bytes += Files.size(file);
        }
        return bytes / 1e6;
    }

    private double copySeconds(List<Path> files) throws IOException {
        var target = Files.createDirectories(installation.home().resolve("copied"));
        var began = System.nanoTime();
        for (var i = 0; i < files.size(); i++) {
            var copy = Files.copy(files.get(i), target.resolve(String.valueOf(i)));
            try (var channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
    }
}
