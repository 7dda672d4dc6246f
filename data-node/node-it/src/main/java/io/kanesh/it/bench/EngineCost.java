package io.kanesh.it.bench;

import io.kanesh.it.bench.KeptCosts.Costs;
import io.kanesh.it.installation.Images;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.TestCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Server CPU per operation of Cassandra on encrypted files against the same on plain ones: three nodes that run at the same time and
 * work in turns on the same requests, two of them on plain files. Unless those two look equal, nothing can be measured on
 * this machine now. What was measured is kept: a machine that is quiet for ten minutes at a time measures in pieces, and each piece
 * has processes of its own, so that what a compiler happened to do in one does not decide. With {@code +uncached} no page stays
 * in memory: every read decrypts.
 */
final class EngineCost {
    private static final int NODES = 3;
    private static final int WARM_UPS = 2;
    private static final double EQUAL = 0.02;

    private final PrintStream out;
    private final Comparison comparison;
    private final Duration time;

    /** @param suite of the encrypted node */
    record Comparison(String name, String suite, boolean isCached) {

        /** {@code AES_128} or {@code AES_256}, perhaps with {@code +uncached}. */
        static Comparison named(String name) {
            var algorithm = name.replace("+uncached", "");
            if (!List.of("AES_128", "AES_256").contains(algorithm)) {
                throw new IllegalArgumentException(
                        "There is no comparison '" + name + "': AES_128 or AES_256, perhaps with +uncached");
            }
            return new Comparison(name, algorithm + "_GCM", !name.endsWith("+uncached"));
        }
    }

    /** @param time how long pairs are measured; the nodes' start and warm-up come on top */
    EngineCost(PrintStream out, Comparison comparison, Duration time) {
        this.out = out;
        this.comparison = comparison;
        this.time = time;
    }

    void run() throws IOException, InterruptedException, TimeoutException {
        var images = Images.found(System.getenv());
        var kept = KeptCosts.of(System.getenv(), images.engineHome(), comparison.name());
        var nodes = nodes(images);
        try {
            var starts = new double[NODES];
            for (var i = 0; i < NODES; i++) {
                starts[i] = nodes.get(i).start();
            }
            kept.add("START", new Costs(starts[0], starts[1], starts[2]));
            for (var node : nodes) {
                CostPhase.prepare(node);
            }
            measure(nodes, kept);
        } finally {
            for (var node : nodes) {
                node.close();
            }
        }
        report(kept.all());
    }

    private void measure(List<CostNode> nodes, KeptCosts kept)
            throws IOException, InterruptedException, TimeoutException {
        for (var round = 0; round < WARM_UPS; round++) {
            for (var phase : CostPhase.values()) {
                costs(nodes, phase, round);
            }
        }
        var end = System.nanoTime() + time.toNanos();
        for (var round = WARM_UPS; System.nanoTime() - end < 0; round++) {
            for (var phase : CostPhase.values()) {
                kept.add(phase.name(), costs(nodes, phase, round));
            }
        }
    }

    /** Who begins takes turns: the second finds the machine as the first has left it. */
    private static Costs costs(List<CostNode> nodes, CostPhase phase, int round)
            throws IOException, InterruptedException, TimeoutException {
        var costs = new double[NODES];
        for (var i = 0; i < NODES; i++) {
            var at = (i + round) % NODES;
            costs[at] = cost(nodes.get(at), phase, round);
        }
        return new Costs(costs[0], costs[1], costs[2]);
    }

    /** CPU seconds of an operation. */
    private static double cost(CostNode node, CostPhase phase, int round)
            throws IOException, InterruptedException, TimeoutException {
        var before = node.cpuSeconds();
        var operations = phase.work(node, round);
        return (node.cpuSeconds() - before) / operations;
    }

    private void report(Map<String, List<Costs>> measured) {
        measured.forEach((phase, all) -> {
            if (all.size() < 2) {
                out.printf("engine %s: %s measured once; another run goes on%n", comparison.name(), phase);
                return;
            }
            var control = new Pairs();
            var encrypted = new Pairs();
            for (var costs : all) {
                control.add(costs.plain(), costs.plainAgain());
                encrypted.add(costs.plain(), costs.encrypted());
            }
            var same = control.interval();
            out.printf(
                    "engine %s: %s, server CPU per operation %s; plain against plain %s%s%n",
                    comparison.name(),
                    phase,
                    encrypted.interval(),
                    same,
                    same.isOne(EQUAL) ? "" : ": not measurable here now");
        });
    }

    /** Copies of the nodes of a cluster that is made and deleted again for their certificates, settings and addresses. */
    private List<CostNode> nodes(Images images) throws IOException, InterruptedException, TimeoutException {
        try (var installation = new Installation(images, Files.createTempDirectory("kanesh-bench"))) {
            installation.start();
            var cluster = TestCluster.request(
                    installation, Map.of("name", "bench", "dataCenters", List.of(Map.of("region", "local-1"))));
            var connection = cluster.awaitCreated().connection(null);
            var homes = Files.createTempDirectory("kanesh-bench-nodes");
            var nodes = new ArrayList<CostNode>();
            for (var engine : installation.processes()) {
                if (engine.kind() == MachineProcess.Kind.ENGINE) {
                    nodes.add(CostNode.of(
                            copy(engine, homes, nodes.size(), images),
                            connection,
                            nodes.size() == NODES - 1 ? comparison.suite() : "plain",
                            comparison.isCached()));
                }
            }
            cluster.delete();
            return nodes;
        }
    }

    private static StockNode copy(MachineProcess engine, Path homes, int number, Images images) throws IOException {
        return StockNode.like(
                engine, homes.resolve("node-" + number), images.engineHome().resolve("lib"));
    }
}
