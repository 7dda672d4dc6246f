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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What our settings of a node are worth: the highest rate of a mixed load (half reads, half writes) whose 99th percentile stays
 * under 10 ms, by bisection, for our settings and for Cassandra's defaults, in turns. One node each, same JVM options, heap,
 * address and TLS; without roles, and acknowledging a write only when it is on disk. Argument: rounds, 3 by default.
 */
public final class SettingsBench {
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
        var images = Images.found(System.getenv());
        try (var installation = new Installation(images, Files.createTempDirectory("kanesh-bench"))) {
            installation.start();
            new SettingsBench(out, installation, images).run(rounds);
        }
    }

    private void run(int rounds) throws IOException, InterruptedException, TimeoutException {
        var cluster = TestCluster.request(
                installation, Map.of("name", "bench", "dataCenters", List.of(Map.of("region", "local-1"))));
        var whole = cluster.awaitCreated().connection(null);
        var engine = installation.processes().stream()
                .filter(process -> process.kind() == MachineProcess.Kind.ENGINE)
                .findFirst()
                .orElseThrow();
        var candidates = new ArrayList<Candidate>();
        for (var round = 1; round <= rounds; round++) {
            for (var variant : SettingsVariant.values()) {
                var home = installation.home().resolve(variant.name().toLowerCase(Locale.ROOT) + "-" + round);
                var node = StockNode.like(engine, home, images.engineHome().resolve("lib"));
                candidates.add(new Candidate(round, variant, variant.applied(node)));
            }
        }
        cluster.delete();
        var results = new ArrayList<Result>();
        for (var candidate : candidates) {
            var rate = highestRate(candidate.node(), whole);
            results.add(new Result(candidate.variant(), rate));
            out.printf("round %d: %s %d operations/s%n", candidate.round(), candidate.variant(), rate);
        }
        var defaults = median(results, SettingsVariant.DEFAULTS);
        for (var variant : SettingsVariant.values()) {
            var rate = median(results, variant);
            out.printf(
                    "settings: %s %d operations/s, ratio %.2f (medians of %d; p99 under 10 ms)%n",
                    variant, rate, (double) rate / defaults, rounds);
        }
    }

    /** One node to measure. */
    private record Candidate(int round, SettingsVariant variant, StockNode node) {}

    /** The highest rate of one node, operations per second. */
    private record Result(SettingsVariant variant, int rate) {}

    private static int highestRate(StockNode node, ClusterConnection whole)
            throws IOException, InterruptedException, TimeoutException {
        var process = node.start();
        try (var load = MixedLoad.open(node.onlyThisNode(whole))) {
            var good = 0;
            var rate = 500;
            while (load.holds(rate)) {
                good = rate;
                rate *= 2;
            }
            var bad = rate;
            // To a sixteenth of the answer: finer than the rounds differ.
            while (bad - good > Math.max(50, good / 16)) {
                var middle = (good + bad) / 2;
                if (load.holds(middle)) {
                    good = middle;
                } else {
                    bad = middle;
                }
            }
            return good;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static int median(List<Result> results, SettingsVariant variant) {
        var rates = results.stream()
                .filter(result -> result.variant() == variant)
                .map(Result::rate)
                .sorted()
                .toList();
        return rates.get(rates.size() / 2);
    }
}
