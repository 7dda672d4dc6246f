package io.kanesh.it.bench;

import io.kanesh.it.installation.Await;
import io.kanesh.it.installation.Images;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.LocalKms;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.kms.KeyState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Time from a revoke to the end of the last of three engines, with real processes on a customer's terms, and back to serving. What was
 * measured is kept, so that runs of minutes may be made in pieces.
 */
final class RealRevokes {
    private static final long BOUND_SECONDS = Duration.ofMinutes(7).toSeconds();
    private static final long RECOVERY_SECONDS = Duration.ofMinutes(5).toSeconds();
    private static final int ENOUGH = 5;

    private final PrintStream out;
    private final Door door;
    private final int runs;

    /** Who takes the key away. */
    enum Door {
        /** Somebody who asks us for it: the nodes are told. */
        API,
        /** The key's owner, in the KMS, past us: the nodes find out at their next check. */
        KMS;

        static Door named(String name) {
            for (var door : values()) {
                if (door.name().equals(name.toUpperCase(Locale.ROOT))) {
                    return door;
                }
            }
            throw new IllegalArgumentException("A key is revoked through api or kms, not through '" + name + "'");
        }
    }

    RealRevokes(PrintStream out, Door door, int runs) {
        this.out = out;
        this.door = door;
        this.runs = runs;
    }

    void run() throws IOException, InterruptedException, TimeoutException {
        var images = Images.found(System.getenv());
        var kept = KeptFigures.of(System.getenv(), images.engineHome(), "revoke");
        try (var installation = new Installation(images, Files.createTempDirectory("kanesh-bench"))) {
            installation.start();
            var cluster = TestCluster.request(
                            installation, Map.of("name", "bench", "dataCenters", List.of(Map.of("region", "local-1"))))
                    .awaitCreated();
            for (var run = 0; run < runs; run++) {
                awaitServing(cluster);
                kept.add(door.name(), once(installation, cluster));
            }
        }
        kept.all().forEach(this::print);
    }

    /** Seconds until the last engine has ended, and from the key's return until the cluster serves. */
    private double[] once(Installation installation, TestCluster cluster)
            throws IOException, InterruptedException, TimeoutException {
        var revoked = System.nanoTime();
        change(installation, cluster, false);
        Await.until(
                "every engine has ended",
                BOUND_SECONDS,
                () -> installation.processes().stream()
                        .noneMatch(process -> process.kind() == MachineProcess.Kind.ENGINE));
        var sealed = secondsSince(revoked);
        var restored = System.nanoTime();
        change(installation, cluster, true);
        awaitServing(cluster);
        var serving = secondsSince(restored);
        out.printf("revoke %s: sealed after %.1f s, serving %.1f s after the key's return%n", door, sealed, serving);
        return new double[] {sealed, serving};
    }

    private void change(Installation installation, TestCluster cluster, boolean isOn)
            throws IOException, InterruptedException {
        if (door == Door.KMS) {
            LocalKms.of(installation).setState(cluster.keyUris().get(0), isOn ? KeyState.ENABLED : KeyState.DISABLED);
            return;
        }
        var key = cluster.get().get("spec").get("encryption").get("keyId").asText();
        var project = cluster.path().substring(0, cluster.path().indexOf("/clusters/"));
        installation
                .api()
                .post(project + "/keys/" + key + (isOn ? ":restore" : ":revoke"), Map.of())
                .expect(200);
    }

    private static void awaitServing(TestCluster cluster) throws IOException, InterruptedException, TimeoutException {
        Await.until("the cluster serves", RECOVERY_SECONDS, () -> {
            for (var node : cluster.nodes()) {
                if (!node.get("state").asText().equals("SERVING")) {
                    return false;
                }
            }
            return cluster.phase().equals("ACTIVE");
        });
    }

    private void print(String name, List<List<Double>> measured) {
        var sealed = measured.stream().map(figures -> figures.get(0)).sorted().toList();
        out.printf(
                Locale.ROOT,
                "revoke %s: %d of %d runs: sealed after %.1f s in the median, %.1f s at most (bound %d s)%n",
                name,
                sealed.size(),
                ENOUGH,
                sealed.get(sealed.size() / 2),
                sealed.get(sealed.size() - 1),
                BOUND_SECONDS);
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
