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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What our settings of a node are worth: the highest rate of a mixed load (half reads, half writes) whose 99th percentile stays
 * under 10 ms, by bisection, for our settings and for Cassandra's defaults, in turns. One node each, same heap, address, TLS and
 * commit-log mode; without roles, and acknowledging a write only when it is on disk. Arguments: rounds, 3 by default, then
 * the variants, see {@link SettingsVariant}; ratios are to the first variant with Cassandra's defaults.
 */
public final class SettingsBench {
    /** The same commit-log mode on both sides, and the other mode on both sides. */
    private static final List<String> VARIANTS = List.of("kanesh", "defaults", "kanesh+group", "defaults+group");

    private final PrintStream out;
    private final Installation installation;
    private final Images images;

    private SettingsBench(PrintStream out, Installation installation, Images images) {
        this.out = out;
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
            new SettingsBench(out, installation, images).run(rounds, variants);
        }
    }

    private void run(int rounds, List<SettingsVariant> variants)
            throws IOException, InterruptedException, TimeoutException {
        var cluster = TestCluster.request(
                installation, Map.of("name", "bench", "dataCenters", List.of(Map.of("region", "local-1"))));
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
                candidates.add(new Candidate(round, variant, variant.applied(node)));
            }
        }
        cluster.delete();
        var rates = new LinkedHashMap<String, List<Integer>>();
        for (var candidate : candidates) {
            var disk = DiskSync.measure(candidate.node().home());
            var rate = highestRate(candidate.node(), whole);
            rates.computeIfAbsent(candidate.variant().name(), name -> new ArrayList<>())
                    .add(rate);
            out.printf(
                    "round %d: %s %d operations/s (before it, the disk synced in %s)%n",
                    candidate.round(), candidate.variant().name(), rate, disk);
        }
        summarize(variants, rates, rounds);
    }

    private void summarize(List<SettingsVariant> variants, Map<String, List<Integer>> rates, int rounds) {
        var base = variants.stream()
                .filter(variant -> variant.settings() == SettingsVariant.Settings.DEFAULTS)
                .findFirst()
                .orElse(variants.get(0));
        var baseRate = median(rates.getOrDefault(base.name(), List.of()));
        for (var variant : variants) {
            var measured = rates.getOrDefault(variant.name(), List.of());
            out.printf(
                    "settings: %s %d operations/s (%s), ratio to %s %.2f (medians of %d; p99 under 10 ms)%n",
                    variant.name(),
                    median(measured),
                    measured,
                    base.name(),
                    (double) median(measured) / Math.max(1, baseRate),
                    rounds);
        }
    }

    /** One node to measure. */
    private record Candidate(int round, SettingsVariant variant, StockNode node) {}

    private static int highestRate(StockNode node, ClusterConnection whole)
            throws IOException, InterruptedException, TimeoutException {
        var process = node.start();
        try (var load = MixedLoad.open(node.onlyThisNode(whole))) {
            load.warmUp();
            return new HighestRate(load::holds).find();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static int median(List<Integer> rates) {
        return rates.isEmpty() ? 0 : rates.stream().sorted().toList().get(rates.size() / 2);
    }
}
