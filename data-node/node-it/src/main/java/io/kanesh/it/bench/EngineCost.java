package io.kanesh.it.bench;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Server CPU per operation, and waiting, of Cassandra on encrypted files against the same on plain ones: three nodes that run at the
 * same time and work in turns on the same requests, two of them on plain files. What was measured is kept: a machine that is quiet for
 * ten minutes at a time measures in pieces, and each piece has processes of its own, so that what a compiler happened to do in one does
 * not decide.
 */
final class EngineCost {
    private static final int NODES = 3;
    private static final int WARM_UPS = 2;

    private final PrintStream out;
    private final Comparison comparison;
    private final Duration time;
    private final List<CostPhase> phases;

    /**
     * @param suite of the encrypted node
     * @param isCached whether pages that were read stay in memory; else every read decrypts
     */
    record Comparison(String name, String suite, boolean isCached) {
        private static final String UNCACHED = "+uncached";

        /** {@code AES_128} or {@code AES_256}, perhaps with {@code +uncached}. */
        static Comparison named(String name) {
            var isCached = !name.endsWith(UNCACHED);
            var algorithm = isCached ? name : name.substring(0, name.length() - UNCACHED.length());
            if (!List.of("AES_128", "AES_256").contains(algorithm)) {
                throw new IllegalArgumentException(
                        "There is no comparison '" + name + "': AES_128 or AES_256, perhaps with " + UNCACHED);
            }
            return new Comparison(name, algorithm + "_GCM", isCached);
        }
    }

    /** @param time how long pairs are measured; the nodes' start and warm-up, about three minutes, come on top */
    EngineCost(PrintStream out, Comparison comparison, Duration time, List<CostPhase> phases) {
        this.out = out;
        this.comparison = comparison;
        this.time = time;
        this.phases = phases;
    }

    void run() throws IOException, InterruptedException, TimeoutException {
        var images = Images.found(System.getenv());
        var kept = KeptFigures.of(System.getenv(), images.engineHome(), "engine-" + comparison.name());
        var nodes = nodes(images);
        try {
            for (var node : nodes) {
                node.start();
            }
            prepare(nodes);
            measure(nodes, kept);
        } finally {
            for (var node : nodes) {
                node.close();
            }
        }
        new CostReport(out, comparison).print(kept.all());
    }

    /** Only what is asked for: filling tables takes minutes. */
    private void prepare(List<CostNode> nodes) throws IOException, InterruptedException, TimeoutException {
        if (phases.stream().anyMatch(CostPhase.STREAMS::contains)) {
            CostStream.prepare(nodes);
        }
        var others = EnumSet.complementOf(EnumSet.copyOf(CostPhase.STREAMS));
        others.remove(CostPhase.INDEX);
        for (var node : nodes) {
            if (phases.contains(CostPhase.INDEX)) {
                CostIndex.prepare(node);
            }
            if (phases.stream().anyMatch(others::contains)) {
                CostLoad.prepare(node);
            }
        }
    }

    private void measure(List<CostNode> nodes, KeptFigures kept)
            throws IOException, InterruptedException, TimeoutException {
        var rate = warmUp(nodes);
        var end = System.nanoTime() + time.toNanos();
        for (var round = WARM_UPS; System.nanoTime() - end < 0; round++) {
            for (var phase : phases) {
                var figures = new double[NODES];
                // Who begins takes turns: the second finds the machine as the first has left it.
                for (var i = 0; i < NODES; i++) {
                    var at = (i + round) % NODES;
                    figures[at] = phase.figure(nodes.get(at), peer(nodes, at, round), new CostLoad(round, rate));
                }
                kept.add(phase.name(), figures);
            }
        }
    }

    /** The other one on plain files; the encrypted node has both of them in turns. */
    private static CostNode peer(List<CostNode> nodes, int at, int round) {
        return nodes.get(at == NODES - 1 ? round % (NODES - 1) : NODES - 2 - at);
    }

    /** Restarts need no warm-up. Returns half of what a plain node reads at full load in the end. */
    private int warmUp(List<CostNode> nodes) throws IOException, InterruptedException, TimeoutException {
        if (phases.equals(List.of(CostPhase.RESTART))) {
            return 0;
        }
        for (var round = 0; round < WARM_UPS; round++) {
            var rate = halfLoad(nodes);
            for (var phase : phases) {
                for (var at = 0; at < NODES; at++) {
                    phase.figure(nodes.get(at), peer(nodes, at, round), new CostLoad(round, rate));
                }
            }
        }
        var rate = halfLoad(nodes);
        if (rate > 0) {
            out.printf("engine %s: half of the full load is %d reads a second%n", comparison.name(), rate);
        }
        return rate;
    }

    /** In reads a second; 0 where nobody asks. */
    private int halfLoad(List<CostNode> nodes) throws InterruptedException {
        return phases.contains(CostPhase.P99) ? CostLoad.readsPerSecond(nodes.get(0)) / 2 : 0;
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
                            nodes.size() == NODES - 1 ? comparison.suite() : CostNode.PLAIN,
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
