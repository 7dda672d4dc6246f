package io.kanesh.it.bench;

import io.kanesh.it.installation.Images;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.TestCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Server CPU per operation of Cassandra on encrypted files against the same on plain ones: two nodes that run at the same time, work in
 * turns on the same requests, and are killed and started anew between thirds of the pairs, so that what a compiler happened to do
 * in one process does not decide. {@code control} compares plain with plain: unless that looks equal, nothing can be
 * measured on this machine now. With {@code +uncached} no page stays in memory: every read decrypts.
 */
final class EngineCost {
    private static final int GENERATIONS = 3;
    private static final int WARM_UPS = 2;
    private static final double EQUAL = 0.02;

    private final PrintStream out;
    private final Comparison comparison;
    private final int pairs;

    /** @param other {@code plain}, or the name of a suite */
    record Comparison(String name, String other, boolean isCached) {

        /** {@code control}, {@code AES_128} or {@code AES_256}, perhaps with {@code +uncached}. */
        static Comparison named(String name) {
            var isCached = !name.endsWith("+uncached");
            var what = name.replace("+uncached", "");
            var other =
                    switch (what) {
                        case "control" -> "plain";
                        case "AES_128", "AES_256" -> what + "_GCM";
                        default ->
                            throw new IllegalArgumentException(
                                    "There is no comparison '" + what + "': control, AES_128 or AES_256");
                    };
            return new Comparison(name, other, isCached);
        }
    }

    EngineCost(PrintStream out, Comparison comparison, int pairs) {
        this.out = out;
        this.comparison = comparison;
        this.pairs = pairs;
    }

    void run() throws IOException, InterruptedException, TimeoutException {
        var nodes = twoNodes();
        var measured = new EnumMap<CostPhase, Pairs>(CostPhase.class);
        var starts = new Pairs();
        try (var plain = nodes.get(0);
                var other = nodes.get(1)) {
            for (var generation = 0; generation < GENERATIONS; generation++) {
                starts.add(plain.start(), other.start());
                if (generation == 0) {
                    CostPhase.prepare(plain);
                    CostPhase.prepare(other);
                }
                generation(plain, other, generation, measured);
                plain.kill();
                other.kill();
            }
        }
        report(measured, starts);
    }

    private void generation(CostNode plain, CostNode other, int generation, Map<CostPhase, Pairs> measured)
            throws IOException, InterruptedException, TimeoutException {
        var share = (pairs + GENERATIONS - 1) / GENERATIONS;
        for (var pair = -WARM_UPS; pair < share; pair++) {
            var round = generation * 1000 + pair;
            for (var phase : CostPhase.values()) {
                // Who begins takes turns too: the second finds the machine as the first has left it.
                var isPlainFirst = Math.floorMod(pair, 2) == 0;
                var first = cost(isPlainFirst ? plain : other, phase, round);
                var second = cost(isPlainFirst ? other : plain, phase, round);
                if (pair >= 0) {
                    measured.computeIfAbsent(phase, any -> new Pairs())
                            .add(isPlainFirst ? first : second, isPlainFirst ? second : first);
                }
            }
        }
    }

    /** CPU seconds of an operation. */
    private static double cost(CostNode node, CostPhase phase, int round)
            throws IOException, InterruptedException, TimeoutException {
        var before = node.cpuSeconds();
        var operations = phase.work(node, round);
        return (node.cpuSeconds() - before) / operations;
    }

    private void report(Map<CostPhase, Pairs> measured, Pairs starts) {
        measured.forEach((phase, ratios) -> {
            var interval = ratios.interval();
            out.printf(
                    "engine %s: %s, server CPU per operation %s%s%n",
                    comparison.name(), phase, interval, note(interval));
        });
        out.printf("engine %s: CPU of a start %s%n", comparison.name(), starts.interval());
    }

    private String note(Pairs.Interval interval) {
        var isControl = comparison.other().equals("plain");
        return isControl && !interval.isOne(EQUAL) ? ": not measurable here now" : "";
    }

    /** Copies of two nodes of a cluster that is made and deleted again for their certificates, settings and addresses. */
    private List<CostNode> twoNodes() throws IOException, InterruptedException, TimeoutException {
        var images = Images.found(System.getenv());
        try (var installation = new Installation(images, Files.createTempDirectory("kanesh-bench"))) {
            installation.start();
            var cluster = TestCluster.request(
                    installation, Map.of("name", "bench", "dataCenters", List.of(Map.of("region", "local-1"))));
            var connection = cluster.awaitCreated().connection(null);
            var homes = Files.createTempDirectory("kanesh-bench-nodes");
            var copies = new ArrayList<CostNode>();
            for (var engine : installation.processes()) {
                if (engine.kind() == MachineProcess.Kind.ENGINE && copies.size() < 2) {
                    var name = copies.isEmpty() ? "bench-plain" : "bench-other";
                    var copy = StockNode.like(
                            engine, homes.resolve(name), images.engineHome().resolve("lib"));
                    copies.add(CostNode.of(
                            copy,
                            connection,
                            name,
                            copies.isEmpty() ? "plain" : comparison.other(),
                            comparison.isCached()));
                }
            }
            cluster.delete();
            return copies;
        }
    }
}
