package io.kanesh.it.bench;

import io.kanesh.it.client.ClusterConnection;
import io.kanesh.it.installation.Images;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.TestCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * How long a cluster takes: from the POST to the first row read from all three nodes, against three stock Cassandra processes with the
 * same settings, tokens, addresses, certificates and size of heap, started by hand at the same moment; under the JVM options
 * that Cassandra ships, and once more under ours, with our archive of classes, which leaves to them only what we do besides. Rounds
 * alternate; a ratio is that of the medians. Says for all sides where the time went. Each round ends with a cluster of one
 * node, from the request to the first login. Argument: rounds, 3 by default.
 */
public final class CreateBench {
    private static final int NODES = 3;

    private final PrintStream out;
    private final Installation installation;
    private final Images images;
    private final InstantSource clock;

    private CreateBench(PrintStream out, Installation installation, Images images, InstantSource clock) {
        this.out = out;
        this.installation = installation;
        this.images = images;
        this.clock = clock;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, TimeoutException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        var images = Images.found(System.getenv());
        var home = Files.createTempDirectory("kanesh-bench");
        try (var installation = new Installation(images, home)) {
            installation.start();
            new CreateBench(out, installation, images, Clock.systemUTC()).run(rounds);
        }
    }

    private void run(int rounds) throws IOException, InterruptedException, TimeoutException {
        var ours = new ArrayList<Double>();
        var stock = new ArrayList<Double>();
        var underOurJvm = new ArrayList<Double>();
        var single = new ArrayList<Double>();
        for (var round = 1; round <= rounds; round++) {
            var started = System.nanoTime();
            var requested = clock.instant();
            var cluster = TestCluster.request(
                    installation,
                    Map.of("name", "bench-" + round, "dataCenters", List.of(Map.of("region", "local-1"))));
            var connection = cluster.awaitCreated().connection(null);
            var opened = FirstRow.read(connection, NODES);
            ours.add(secondsSince(started));
            out.printf(
                    "round %d: kanesh: %s, %.1f first session, %.1f first row%n",
                    round,
                    Phases.of(requested, cluster.operation(), installation),
                    seconds(opened - started),
                    ours.get(round - 1));
            var shipped = new ArrayList<StockNode>();
            for (var node : stockNodes("shipped-" + round)) {
                shipped.add(node.asShipped());
            }
            var tuned = stockNodes("tuned-" + round);
            cluster.delete();
            stock.add(stockSeconds("round " + round + ": stock", shipped, connection));
            underOurJvm.add(stockSeconds("round " + round + ": stock under our JVM options", tuned, connection));
            single.add(oneNodeSeconds(round));
            out.printf(
                    "round %d: kanesh %.1f s, stock %.1f s, under our JVM options %.1f s; one node to the first login %.1f s%n",
                    round,
                    ours.get(round - 1),
                    stock.get(round - 1),
                    underOurJvm.get(round - 1),
                    single.get(round - 1));
        }
        out.printf(
                "create: kanesh %.1f s, stock %.1f s, ratio %.2f (medians of %d; aim 1.15 at most)%n",
                median(ours), median(stock), median(ours) / median(stock), rounds);
        out.printf(
                "create: stock under our JVM options %.1f s, ratio to it %.2f%n",
                median(underOurJvm), median(ours) / median(underOurJvm));
        out.printf(
                "create: one node from the request to the first login %.1f s (median of %d; aim 10 s at most),"
                        + " three to the first row %.1f s (aim 40 s at most)%n",
                median(single), rounds, median(ours));
    }

    /** One for each engine that runs now, with homes of their own. */
    private List<StockNode> stockNodes(String name) throws IOException {
        var nodes = new ArrayList<StockNode>();
        for (var process : installation.processes()) {
            if (process.kind() == MachineProcess.Kind.ENGINE) {
                var home = installation.home().resolve(name + "-" + nodes.size());
                nodes.add(StockNode.like(process, home, images.engineHome().resolve("lib")));
            }
        }
        return nodes;
    }

    private double oneNodeSeconds(int round) throws IOException, InterruptedException, TimeoutException {
        var started = System.nanoTime();
        var requested = clock.instant();
        var cluster = TestCluster.request(
                installation,
                Map.of(
                        "name",
                        "single-" + round,
                        "dataCenters",
                        List.of(Map.of("region", "local-1", "nodeGroups", List.of(Map.of("count", 1))))));
        var opened = FirstRow.read(cluster.awaitCreated().connection(null), 1);
        out.printf("round %d: one node: %s%n", round, Phases.of(requested, cluster.operation(), installation));
        cluster.delete();
        return seconds(opened - started);
    }

    private double stockSeconds(String what, List<StockNode> nodes, ClusterConnection connection)
            throws IOException, InterruptedException, TimeoutException {
        var processes = new ArrayList<Process>();
        try {
            var started = System.nanoTime();
            for (var node : nodes) {
                processes.add(node.start());
            }
            var launched = System.nanoTime();
            var opened = FirstRow.read(connection, NODES);
            var ended = secondsSince(started);
            out.printf(
                    "%s: %.1f last process began, %.1f first session, %.1f first row%n",
                    what, seconds(launched - started), seconds(opened - started), ended);
            return ended;
        } finally {
            processes.forEach(Process::destroyForcibly);
            for (var process : processes) {
                process.waitFor();
            }
        }
    }

    private static double secondsSince(long nanoTime) {
        return seconds(System.nanoTime() - nanoTime);
    }

    private static double seconds(long nanos) {
        return Duration.ofNanos(nanos).toMillis() / 1000.0;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
