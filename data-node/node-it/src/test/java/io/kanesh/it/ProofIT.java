package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanesh.files.inventory.ByteScan;
import io.kanesh.files.inventory.Markers;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.LocalKms;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.MachineProcess.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nothing lies readable: asked of the cluster, and looked for by ourselves on every byte of the installation. */
class ProofIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final long MINUTES = 5;

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    @TempDir
    Path folder;

    private Installation installation;
    private KeyScene scene;

    @BeforeEach
    void wholeBefore() throws Exception {
        installation = SHARED.installation();
        scene = new KeyScene(installation, SHARED.cluster());
        scene.awaitServing();
    }

    @Test
    void aProofFindsNothingOnTheDisksAndEverythingThroughTheKey() throws Exception {
        var cluster = SHARED.cluster();
        var said = run(0, List.of("./kanesh", "prove", cluster.id(), "--export", folder.toString()));
        assertThat(said).contains("0 markers found", "control: the same search through the key", "PAGES");

        var report = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(report.get("verdict").asText()).isEqualTo("CLEAN");
        assertThat(report.get("nodes")).hasSize(3);
        for (JsonNode node : report.get("nodes")) {
            assertThat(node.get("hits").asLong()).as("%s", node).isZero();
            assertThat(node.get("controlHits").asLong()).as("through the key").isPositive();
            assertThat(node.get("bytes").asLong()).isGreaterThan(1_000_000);
            assertThat(node.get("classes").toString()).contains("PAGES", "APPEND", "AES_128_GCM");
        }
        verifySignature();
        try (var session = scene.administrator().open()) {
            assertThat(session.getMetadata().getKeyspaces().keySet().toString())
                    .as("dropped")
                    .doesNotContain("kanesh_proof_");
        }

        var scanner = ROOT.resolve("docs/tools/scan_file.py").toString();
        var markers = folder.resolve("markers.txt").toString();
        var sealed = new ArrayList<>(List.of("python3", scanner, markers));
        try (var files = Files.walk(scene.machine(scene.nodes().get(0)).resolve("data/files/data"))) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(sealed::add);
        }
        run(0, sealed);
        var open = Files.write(folder.resolve("open"), markerOf(markers));
        run(1, List.of("python3", scanner, markers, open.toString()));
    }

    /** In every kind of column, index and file; while one node is away, so that there are hints, and its files lie still. */
    @Test
    void aCanaryIsNowhereInTheInstallationAndTheKeyFindsIt() throws Exception {
        var canary = "canary-" + UUID.randomUUID();
        var away = scene.nodes().get(0);
        var others = scene.nodes().subList(1, 3);
        try (var session = scene.administrator().open()) {
            cage(session);
            write(session, canary);
            awaitFile(List.of(away), "data/canary", "-TOC.txt");
            stop(away);
            write(session, canary + "-missed");
            awaitFile(others, "hints", ".hints");
            var report = ByteScan.of(List.of(installation.home()), markers(canary));
            assertThat(report.listed()).as("nodes, our database, all logs").isEmpty();
            assertThat(report.bytes()).isGreaterThan(50_000_000);

            var plain = opened(away);
            assertThat(ByteScan.of(List.of(plain), markers(canary)).listed())
                    .as("the same search of the same files, opened with the master key")
                    .anySatisfy(hit -> assertThat(hit.file()).contains("birds-", "Data.db"))
                    .anySatisfy(hit -> assertThat(hit.file()).contains("commitlog"));
        } finally {
            scene.signal("CONT", Kind.AGENT, away);
        }
        scene.awaitServing();
    }

    /** Not compressed, so that the canary's bytes lie one after the other; flushed every second. */
    private static void cage(CqlSession session) {
        session.execute("CREATE KEYSPACE IF NOT EXISTS canary WITH replication ="
                + " {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
        session.execute(
                "CREATE TABLE IF NOT EXISTS canary.birds (id text, nest text, kind text static, song text, egg blob,"
                        + " friends list<text>, names set<text>, words map<text, text>, flight vector<float, 4>,"
                        + " PRIMARY KEY (id, nest)) WITH compression = {'enabled': 'false'} AND memtable_flush_period_in_ms = 1000");
        session.execute("CREATE INDEX IF NOT EXISTS song_index ON canary.birds (song) USING 'sai'");
        session.execute("CREATE INDEX IF NOT EXISTS flight_index ON canary.birds (flight) USING 'sai'");
        session.execute("CREATE INDEX IF NOT EXISTS nest_index ON canary.birds (nest)");
    }

    /** The same twice is the same, so the driver may go to another node when one has just gone. */
    private static void write(CqlSession session, String canary) {
        var row = "('%s', '%s', '%s', '%s', textAsBlob('%s'), ['%s'], {'%s'}, {'%s': '%s'}, [1, 2, 3, 4])";
        var batch = "BEGIN BATCH INSERT INTO canary.birds (id, nest, kind, song, egg, friends, names, words, flight)"
                + " VALUES " + row.replace("%s", canary) + "; APPLY BATCH";
        var single = "INSERT INTO canary.birds (id, nest, song) VALUES (?, ?, ?)";
        session.execute(SimpleStatement.newInstance(batch).setIdempotent(true));
        session.execute(SimpleStatement.newInstance(single, canary + "-2", canary, canary)
                .setIdempotent(true));
    }

    /** Its engine ends and nobody starts another one; its agent neither ends nor acts. */
    private void stop(String node) throws IOException, InterruptedException {
        scene.signal("STOP", Kind.AGENT, node);
        scene.processes(Kind.ENGINE, node).forEach(MachineProcess::kill);
    }

    /** Below that folder of one of these nodes' encrypted files. */
    private void awaitFile(List<String> nodes, String below, String ending) {
        await().atMost(MINUTES, TimeUnit.MINUTES).ignoreExceptions().until(() -> {
            for (var node : nodes) {
                try (var files =
                        Files.walk(scene.machine(node).resolve("data/files").resolve(below))) {
                    if (files.anyMatch(file -> file.toString().endsWith(ending))) {
                        return true;
                    }
                }
            }
            return false;
        });
    }

    /** A stopped node's files, opened by the tool for whoever leaves us: with the master key, and with nothing running. */
    private Path opened(String node) throws Exception {
        var kms = LocalKms.of(installation);
        var project = SHARED.cluster().get().get("projectId").asText();
        var settings = Files.writeString(
                folder.resolve("kms.properties"),
                "address=" + kms.address() + "\nprincipal=" + project + "/owner\nsecret="
                        + kms.identity(project + "/owner") + "\n");
        var into = folder.resolve("plain");
        var data = scene.machine(node).resolve("data");
        var tool = ROOT.resolve("kms-integration/kanesh-open/target/kanesh-open.jar");
        var ran = ran(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                tool.toString(),
                "--keyring",
                data.resolve("keyring").toString(),
                "--from",
                data.resolve("files").toString(),
                "--into",
                into.toString(),
                "--settings",
                settings.toString()));
        // The kill may have come in the middle of a flush; the tool names what that tore, and opens all else.
        var refused =
                ran.said().lines().filter(line -> line.startsWith("refused ")).toList();
        assertThat(refused).allMatch(line -> line.contains("TRUNCATED"));
        assertThat(ran.status()).as(ran.said()).isEqualTo(refused.isEmpty() ? 0 : 1);
        return into;
    }

    private static Markers markers(String text) {
        return new Markers(List.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] markerOf(String markers) throws IOException {
        var first = Files.readAllLines(Path.of(markers)).get(0).split(" ", 2)[0];
        return java.util.HexFormat.of().parseHex(first);
    }

    private void verifySignature() throws Exception {
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(folder.resolve("certificate.pem")));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(certificate.getPublicKey());
        signature.update(Files.readAllBytes(folder.resolve("report.json")));
        assertThat(signature.verify(Files.readAllBytes(folder.resolve("report.sig"))))
                .isTrue();
        assertThat(SHARED.cluster().connection(null).authorityPem())
                .as("the authority that programs trust anyway")
                .contains(Files.readString(folder.resolve("certificate.pem")).strip());
    }

    /** Standard output and error of a command that ends with that status. */
    /** What a program said, and how it ended. */
    private record Ran(int status, String said) {}

    private static String run(int status, List<String> command) throws IOException, InterruptedException {
        var ran = ran(command);
        assertThat(ran.status()).as("%s%n%s", command.get(0), ran.said()).isEqualTo(status);
        return ran.said();
    }

    private static Ran ran(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("proof", ".out");
        var builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(SHARED.installation().environment());
        var process = builder.start();
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        var said = Files.readString(output);
        Files.delete(output);
        return new Ran(process.exitValue(), said);
    }
}
