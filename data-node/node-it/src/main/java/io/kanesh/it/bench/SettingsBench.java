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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What our settings of a node are worth: the highest rate of a mixed load (half reads, half writes) whose 99th percentile stays
 * under 10 ms, by bisection, for our settings and collector and for Cassandra's own, in turns. One node each, same heap, address,
 * TLS and commit-log mode; without roles, and acknowledging a write only when it is on disk. Arguments: rounds, 3 by default, then
 * the variants, see {@link SettingsVariant}; ratios are to the first variant with Cassandra's defaults. Every figure is
 * kept, and the summary is of all runs of this build: three figures in ten minutes, the next three when the machine is quiet again.
 */
public final class SettingsBench {
    /** The same commit-log mode on both sides. */
    private static final List<String> VARIANTS = List.of("kanesh", "defaults");

    private final PrintStream out;
    private final Installation installation;
    private final Images images;
    private final KeptFigures kept;

    private SettingsBench(PrintStream out, Installation installation, Images images, KeptFigures kept) {
        this.out = out;
        this.kept = kept;
        this.installation = installation;
        this.images = images;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, TimeoutException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        var names = arguments.length < 2 ? VARIANTS : List.of(arguments).subList(1, arguments.length);
        var variants = names.stream().map(SettingsVariant::named).toList();
        var images = Images.found(System.getenv());
        try (var installation = new Installation(images, Files.createTempDirectory("kanesh-bench"))) {
            installation.start();
            new SettingsBench(
                            out, installation, images, KeptFigures.of(System.getenv(), images.engineHome(), "settings"))
                    .run(rounds, variants);
        }
    }

    private void run(int rounds, List<SettingsVariant> variants)
            throws IOException, InterruptedException, TimeoutException {
        var cluster = TestCluster.request(
                installation,
                Map.of(
                        "name",
                        "bench",
                        "dataCenters",
                        List.of(Map.of("region", "local-1", "nodeGroups", List.of(Map.of("count", 1))))));
        var whole = cluster.awaitCreated().connection(null);
        var engine = installation.processes().stream()
                .filter(process -> process.kind() == MachineProcess.Kind.ENGINE)
                .findFirst()
                .orElseThrow();
        var candidates = new ArrayList<Candidate>();
        for (var round = 1; round <= rounds; round++) {
            for (var variant : variants) {
                var home = installation.home().resolve(variant.name() + "-" + round);
                var node = StockNode.like(engine, home, images.engineHome().resolve("lib"));
                var logged = variant.applied(node).with(List.of(Pauses.option(home.resolve("gc.log"))));
                candidates.add(new Candidate(round, variant, logged));
            }
        }
        cluster.delete();
        for (var candidate : candidates) {
            var disk = DiskSync.measure(candidate.node().home());
            var rate = highestRate(candidate.node(), whole);
            var pauses = Pauses.of(candidate.node().home().resolve("gc.log"));
            kept.add(candidate.variant().name(), rate, pauses.longestMs());
            out.printf(
                    "round %d: %s %d operations/s; %s (before it, the disk synced in %s)%n",
                    candidate.round(), candidate.variant().name(), rate, pauses, disk);
        }
        summarize(kept.all());
    }

    private void summarize(Map<String, List<List<Double>>> rates) {
        var base = rates.keySet().stream()
                .filter(name -> SettingsVariant.named(name).settings() == SettingsVariant.Settings.DEFAULTS)
                .findFirst()
                .orElseGet(() -> rates.keySet().iterator().next());
        var baseRate = median(rates.getOrDefault(base, List.of()));
        rates.forEach((name, measured) -> out.printf(
                "settings: %s %d operations/s (%s), ratio to %s %.2f (medians; p99 under 10 ms)%n",
                name, median(measured), whole(measured), base, (double) median(measured) / Math.max(1, baseRate)));
    }

    /** One node to measure. */
    private record Candidate(int round, SettingsVariant variant, StockNode node) {}

    private static int highestRate(StockNode node, ClusterConnection whole)
            throws IOException, InterruptedException, TimeoutException {
        var process = node.start();
        try (var load = MixedLoad.open(node.onlyThisNode(whole), process)) {
            // What the node does at full load, half: near enough to bracket the answer in two tries.
            return new HighestRate(load.warmUp() / 2, load::holds).find();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static int median(List<List<Double>> rates) {
        var sorted = whole(rates).stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private static List<Integer> whole(List<List<Double>> rates) {
        return rates.stream().map(measured -> measured.get(0).intValue()).toList();
    }
}
