package io.kanesh.it.bench;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.envelope.calls.MeteredKms;
import io.kanesh.kms.envelope.codec.Suite;
import io.kanesh.kms.envelope.keyring.DataKeyTerms;
import io.kanesh.kms.envelope.keyring.DataKeys;
import io.kanesh.kms.envelope.keyring.KeyringFiles;
import io.kanesh.kms.envelope.keyring.NodeIdentity;
import io.kanesh.kms.envelope.keyring.NodeKeys;
import io.kanesh.kms.envelope.lease.Lease;
import io.kanesh.kms.envelope.lease.LeaseTerms;
import io.kanesh.kms.envelope.lease.Moment;
import io.kanesh.kms.local.Grant;
import io.kanesh.kms.local.LocalKms;
import io.kanesh.kms.local.LocalKmsAdmin;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * What a KMS charges for: the requests of a simulated day of nine nodes, counted where they leave for a real local KMS. Each node is
 * new, makes its key, checks every five minutes, writes 200 sstables of five tables, reads each again, and is restarted once.
 */
final class KmsDay {
    private static final int NODES = 9;
    private static final int SSTABLES = 200;
    private static final int TABLES = 5;
    private static final double DAYS_A_MONTH = 365.25 / 12;
    /** List prices of both clouds in 2026, as in the control plane's catalogue. */
    private static final double DOLLARS_PER_REQUEST = 0.03 / 10_000;

    private static final Map<String, Double> DOLLARS_PER_KEY = Map.of("AWS KMS", 1.00, "Google Cloud KMS", 0.06);
    private static final KeyReference KEY = KeyReference.parse("kanesh-local://local-1/bench");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final PrintStream out;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Random jitter = new Random(9);
    private long requests;

    KmsDay(PrintStream out, InstantSource clock, SecureRandom random) {
        this.out = out;
        this.clock = clock;
        this.random = random;
    }

    void run() throws IOException {
        var folder = Files.createTempDirectory("kanesh-bench-kms");
        try (var server = LocalKmsServer.start(folder.resolve("kms"), 0, clock, random)) {
            var admin = LocalKmsAdmin.of(server.address(), folder.resolve("kms"));
            admin.createKey(KEY);
            admin.setGrants(KEY, List.of(new Grant("bench", Grant.ALL, Map.of())));
            var secret = admin.createIdentity("bench");
            try (var kms = new LocalKms(server.address(), "bench", secret, Duration.ofSeconds(10))) {
                var metered = new MeteredKms(kms, (operation, outcome, took) -> requests++, System::nanoTime);
                for (var node = 0; node < NODES; node++) {
                    day(Files.createDirectories(folder.resolve("node-" + node)), "nd_" + node, metered);
                }
            }
        }
        var month = requests * DAYS_A_MONTH;
        out.printf(
                "kms: %d requests in a day of %d nodes, %.0f a month, $%.3f of requests (aim $0.25)%n",
                requests, NODES, month, month * DOLLARS_PER_REQUEST);
        DOLLARS_PER_KEY.forEach((cloud, key) -> out.printf(
                "kms: %s: $%.2f key + $%.2f requests = $%.2f a month%n",
                cloud, key, month * DOLLARS_PER_REQUEST, key + month * DOLLARS_PER_REQUEST));
    }

    private void day(Path folder, String id, MeteredKms kms) throws IOException {
        var node = new NodeIdentity("prj_bench", "cl_bench", "dc1", id);
        var nodeKeys = new NodeKeys(kms, node);
        var files = new KeyringFiles(folder);
        DataKeys.first(
                files,
                node,
                nodeKeys.generate(KEY, new UUID(random.nextLong(), random.nextLong()), BEGIN.toEpochMilli()));
        var now = new Instant[] {BEGIN};
        var keys = unlock(files, nodeKeys, () -> now[0]);
        var lease = Lease.starting(LeaseTerms.standard(), at(0));
        for (var second = 0L; second < Duration.ofDays(1).toSeconds(); second++) {
            now[0] = BEGIN.plusSeconds(second);
            if (lease.checkDue(at(second))) {
                nodeKeys.unwrap(keys.keyring().active(), KEY).destroy();
                lease = lease.good(at(second), at(second), jitter);
            }
            if (second % (Duration.ofDays(1).toSeconds() / SSTABLES) == 0) {
                var key = keys.forWriting("ks.t" + second % TABLES, "sstable-" + second);
                keys.forReading(key.id(), "sstable-" + second);
            }
        }
        keys.seal();
        unlock(files, nodeKeys, () -> now[0]).seal();
    }

    private DataKeys unlock(KeyringFiles files, NodeKeys nodeKeys, InstantSource clock) throws IOException {
        var candidate = files.candidates().get(0);
        var secret = nodeKeys.unwrap(candidate.unverified().active(), KEY);
        return new DataKeys(
                files,
                candidate.verify(secret, 0),
                secret,
                DataKeyTerms.of(Suite.AES_128_GCM),
                (key, file, reason) -> {},
                random,
                clock);
    }

    private static Moment at(long second) {
        return new Moment(Duration.ofSeconds(second).toNanos(), BEGIN.plusSeconds(second));
    }
}
