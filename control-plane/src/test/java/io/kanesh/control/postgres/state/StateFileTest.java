package io.kanesh.control.postgres.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlane;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.TestPostgres;
import io.kanesh.control.TestPostgres.Database;
import io.kanesh.control.cloud.simulated.Fleet;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A control plane with agents is saved, lost, and made again from the file; and everything that must be refused. */
class StateFileTest {
    private static final String PASSPHRASE = "correct horse battery";

    private static final Logger LOG = LoggerFactory.getLogger(StateFileTest.class);

    private Path root;
    private Path file;

    /** What a run of the program said. */
    private record Said(int exit, String text) {}

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createTempDirectory("kanesh-state");
        // The database server's own user walks through it.
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        file = root.resolve("state.kanesh");
    }

    @AfterEach
    void removeRoot() {
        TestPostgres.delete(root);
    }

    private static Said run(String verb, Path home, Path file, String passphrase, Map<String, String> database) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var environment = new HashMap<>(database);
        environment.put("KANESH_PASSPHRASE", passphrase);
        int exit = StateFile.run(
                new String[] {verb, "--home", home.toString(), "--file", file.toString()}, environment, out, out);
        return new Said(exit, said.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, String> of(Database database) {
        return Map.of(
                "KANESH_DATABASE_URL", database.url(),
                "KANESH_DATABASE_USER", database.user(),
                "KANESH_DATABASE_PASSWORD", database.password());
    }

    private static ConfigurableApplicationContext controlPlane(Path home, Database database, int agentPort) {
        return new SpringApplicationBuilder(ControlPlane.class)
                .run(
                        "--kanesh.home=" + home,
                        "--kanesh.port=0",
                        "--kanesh.agent-port=" + agentPort,
                        "--kanesh.local.agent-home=target/no-machine-image",
                        "--kanesh.simulated=true",
                        "--kanesh.simulated-speed=60",
                        "--kanesh.admin-token=" + ControlPlaneTest.ADMIN_TOKEN,
                        "--kanesh.database.url=" + database.url(),
                        "--kanesh.database.user=" + database.user(),
                        "--kanesh.database.password=" + database.password());
    }

    private static Api api(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return Api.owner(server == null ? 0 : server.getPort());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<Long> numbers(Database database, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            return new StateTables(connection)
                    .rows(query).stream().map(row -> Long.valueOf(row.get(0))).toList();
        }
    }

    @Test
    void fromAnOldFileAgentsFindBackAndNothingGoesBack() throws Exception {
        Path home = Files.createDirectories(root.resolve("home"));
        // A process of its own in an installation: it outlives the control plane, and keeps its keys over the restore.
        try (var kms = LocalKmsServer.start(home.resolve("kms"), 0, InstantSource.system(), new SecureRandom())) {
            LOG.info("the local KMS listens at {}", kms.address());
            lostAndMadeAgain(home);
        }
    }

    private void lostAndMadeAgain(Path home) throws Exception {
        int agentPort = freePort();
        Database before = TestPostgres.freshDatabase();
        String kept;
        String forgotten;
        try (var context = controlPlane(home, before, agentPort)) {
            var fleet = new Fleet(api(context));
            kept = fleet.ask("kept");
            fleet.awaitPhase(List.of(kept), "ACTIVE");
            Said saved = run("backup", home, file, PASSPHRASE, of(before));
            assertThat(saved.exit()).as(saved.text()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(run("restore", home, file, PASSPHRASE, of(before)).text())
                    .contains("Stop it first");
            forgotten = fleet.ask("forgotten");
            fleet.awaitPhase(List.of(forgotten), "ACTIVE");
        }
        String nodes = "SELECT generation FROM node WHERE cluster_id = '" + id(kept) + "' ORDER BY id";
        var generations = numbers(before, nodes);
        long fence = numbers(before, "SELECT last_value FROM run_fence").get(0);
        TestPostgres.delete(home.resolve("secrets"));
        Database after = TestPostgres.freshDatabase();

        Said restored = run("restore", home, file, PASSPHRASE, of(after));

        assertThat(restored.exit()).as(restored.text()).isZero();
        assertThat(restored.text().lines().filter(line -> line.startsWith("  sim-")))
                .hasSize(3);
        assertThat(numbers(after, "SELECT last_value FROM run_fence").get(0)).isGreaterThan(fence);
        assertThat(numbers(after, nodes)).allMatch(generation -> generation > generations.get(0));
        assertThat(numbers(after, "SELECT trust_generation FROM authority"))
                .as("an authority that was replaced since")
                .isNotEmpty()
                .allMatch(generation -> generation >= Jump.BY);
        try (var context = controlPlane(home, after, agentPort)) {
            Api owner = api(context);
            var fleet = new Fleet(owner);
            awaitUpToDate(fleet, kept);
            fleet.awaitPhase(List.of(kept), "ACTIVE");
            assertThat(owner.get(forgotten).status()).isEqualTo(404);
            assertThat(fleet.machines())
                    .hasSize(6)
                    .allMatch(machine -> machine.path("state").asString().equals("RUNNING"));
            assertThat(owner.delete(kept).status()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(owner.get(kept).status()).isEqualTo(404));
            assertThat(fleet.machines())
                    .as("those that the state does not know")
                    .hasSize(3);
        }
    }

    private static void awaitUpToDate(Fleet fleet, String cluster) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(fleet.nodes(cluster))
                        .hasSize(3)
                        .allMatch(node -> node.path("upToDate").asBoolean()
                                && node.path("state").asString().equals("SERVING")));
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void whatMustNotBeRestoredIsRefusedWithTheReason() throws Exception {
        Path home = root.resolve("home");
        Database database = TestPostgres.freshDatabase();
        SpringApplication.exit(controlPlane(home, database, 0));
        assertThat(run("backup", home, file, "short", of(database)).text()).contains("12 characters");
        assertThat(run("backup", root.resolve("none"), file, PASSPHRASE, of(database))
                        .text())
                .contains("no installation");
        assertThat(run("backup", home, file, PASSPHRASE, of(database)).exit()).isZero();
        assertThat(run("backup", home, file, PASSPHRASE, of(database)).text()).contains("not overwritten");

        Path empty = root.resolve("empty");
        assertThat(run("restore", home, file, PASSPHRASE, Map.of()).text()).contains("already");
        assertThat(run("restore", empty, file, PASSPHRASE, of(database)).text()).contains("not empty");
        assertThat(run("restore", empty, file, "another passphrase", Map.of()).text())
                .contains("passphrase is wrong");
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(root.resolve("cut"), Arrays.copyOf(whole, whole.length - 10));
        assertThat(run("restore", empty, cut, PASSPHRASE, Map.of()).text()).contains("ends too early");
        assertThat(run("restore", empty, root.resolve("missing"), PASSPHRASE, Map.of())
                        .text())
                .contains("There is no file");

        Path machine = Files.createDirectories(empty.resolve("machines/i-1"));
        Files.writeString(machine.resolve("bootstrap.json"), "{\"nodeId\":\"nd_1\",\"trustedCaPem\":\"other\"}");
        assertThat(run("restore", empty, file, PASSPHRASE, Map.of()).text()).contains("another installation", "i-1");
        assertThat(empty.resolve("secrets")).doesNotExist();

        numbers(
                database,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) VALUES (9999, '9999', 'later', 'SQL',"
                        + " 'V9999__later.sql', 1, 'kanesh', 1, true) RETURNING 1");
        Path newer = root.resolve("newer");
        assertThat(run("backup", home, newer, PASSPHRASE, of(database)).exit()).isZero();
        assertThat(run("restore", root.resolve("other"), newer, PASSPHRASE, Map.of())
                        .text())
                .contains("newer version", "V9999__later.sql");
    }

    /** With the database that comes with Kanesh, which the program starts itself; and again after an interrupted restore. */
    @Test
    void anEmptyMachineBecomesTheInstallation() throws Exception {
        Path home = root.resolve("home");
        Database database = TestPostgres.freshDatabase();
        try (var context = controlPlane(home, database, 0)) {
            new Fleet(api(context));
        }
        assertThat(run("backup", home, file, PASSPHRASE, of(database)).exit()).isZero();
        Path target = Files.createDirectories(root.resolve("target"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectories(target.resolve("postgres/data"));
        Files.writeString(target.resolve("restore-state.unfinished"), "");

        Said restored = run("restore", target, file, PASSPHRASE, Map.of());

        assertThat(restored.exit()).as(restored.text()).isZero();
        assertThat(target.resolve("restore-state.unfinished")).doesNotExist();
        String vault = "secrets/kms/vault.json";
        assertThat(target.resolve(vault)).hasSameTextualContentAs(home.resolve(vault));
        Said again = run("backup", target, root.resolve("again"), PASSPHRASE, Map.of());
        assertThat(again.exit()).as(again.text()).isZero();
        var first = StateRestore.verify(file, PASSPHRASE);
        var second = StateRestore.verify(root.resolve("again"), PASSPHRASE);
        assertThat(second.tables()).isEqualTo(first.tables());
        assertThat(second.migrations()).isEqualTo(first.migrations());
        assertThat(second.trustedPem()).isEqualTo(first.trustedPem());
    }
}
