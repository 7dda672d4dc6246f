package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import io.kanesh.files.inventory.ByteScan;
import io.kanesh.files.inventory.Inventory;
import io.kanesh.files.inventory.Markers;
import io.kanesh.files.inventory.StoredFile;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One engine on encrypted files: what is on the disk, and what happens when its key goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SealingIT {
    /** The engine's exit code when it has sealed itself. */
    private static final int SEALED = 4;

    private static final String MARKER = "a marker that nobody may find on this disk";

    private final TestCluster cluster = new TestCluster(1, 2, 1L << 30);
    private final EngineProcess engine = cluster.engine(0);

    SealingIT() throws IOException {}

    @BeforeAll
    void start() throws IOException {
        cluster.start();
        try (CqlSession session = cluster.session()) {
            session.execute("CREATE KEYSPACE vault WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
            session.execute("CREATE TABLE vault.rows (id int PRIMARY KEY, what text)");
            session.execute("CREATE INDEX ON vault.rows (what)");
            for (int id = 0; id < 100; id++) {
                session.execute("INSERT INTO vault.rows (id, what) VALUES (" + id + ", '" + MARKER + "')");
            }
        }
    }

    @AfterAll
    void end() throws InterruptedException, IOException {
        cluster.close();
    }

    @Test
    @Order(1)
    void sealedItEndsAndWithItsKeyEveryRowIsBack() throws Exception {
        long before = System.nanoTime();
        assertThat(engine.call("seal", Map.of("why", "the key was disabled"))
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(engine.running().waitFor(30, TimeUnit.SECONDS)).isTrue();
        System.out.printf(
                "sealed and gone after %d ms%n",
                Duration.ofNanos(System.nanoTime() - before).toMillis());
        assertThat(engine.running().exitValue()).isEqualTo(SEALED);
        assertThat(Files.readString(engine.output())).contains("engine sealed: the key was disabled");

        cluster.start();
        assertRows();
    }

    @Test
    @Order(2)
    void everyFileIsEncryptedWithAes128AndNothingCanBeRead() throws Exception {
        try (CqlSession session = cluster.session()) {
            session.execute("SELECT * FROM vault.rows WHERE what = '" + MARKER + "'");
        }
        engine.call("drain", Map.of());
        List<StoredFile> plain = new ArrayList<>();
        List<StoredFile> sealed = new ArrayList<>();
        Inventory.of(engine.home().resolve("files"), file -> {
            boolean encrypted = file.header() != null;
            if (!encrypted && file.form() != StoredFile.Form.EMPTY) {
                plain.add(file);
            }
            if (encrypted) {
                sealed.add(file);
            }
        });
        assertThat(plain).isEmpty();
        assertThat(sealed).hasSizeGreaterThan(50).allMatch(file -> file.suite() == Suite.AES_128_GCM);
        assertThat(sealed).anyMatch(file -> file.path().startsWith("data/vault/rows-"));
        var found = ByteScan.of(
                List.of(engine.home(), engine.output()), new Markers(List.of(MARKER.getBytes(StandardCharsets.UTF_8))));
        assertThat(found.hits()).as("%s", found.listed()).isZero();
        assertThat(found.bytes()).isGreaterThan(1 << 20);
        engine.stop();
    }

    @Test
    @Order(3)
    void withoutAnyAgentItSealsItselfWhenItsLeaseIsOver() throws Exception {
        cluster.start();
        var shortLease = Map.of("leaseMillis", 2000, "suite", "AES_128_GCM");
        assertThat(engine.call("lease", shortLease).path("ok").asBoolean()).isTrue();
        assertThat(engine.running().waitFor(32, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.running().exitValue()).isEqualTo(SEALED);
        assertThat(Files.readString(engine.output())).contains("the lease on the key is over");
        assertThatThrownBy(() -> cluster.session().close()).isInstanceOf(AllNodesFailedException.class);
    }

    @Test
    @Order(4)
    void filesThatAreNotItsOwnAreRefused() throws Exception {
        var guard = engine.home().resolve("files/guard");
        var kept = guard.resolveSibling("guard.kept");
        Files.move(guard, kept);
        engine.launch();
        engine.awaitAnswer();
        assertThat(engine.call("start", cluster.arguments(0)).path("error").asText())
                .contains("no key yet");
        var answer = engine.call("keys", engine.keys().arguments(Duration.ofHours(1)));
        assertThat(answer.path("error").asText()).contains("none that says whose they are");
        engine.kill();
        Files.move(kept, guard);

        Files.createDirectories(engine.home().resolve("commitlog"));
        Files.writeString(engine.home().resolve("commitlog/CommitLog-8-1.log"), "plain");
        engine.launch();
        engine.awaitAnswer();
        answer = engine.call("keys", engine.keys().arguments(Duration.ofHours(1)));
        assertThat(answer.path("error").asText()).contains("not encrypted");
        engine.kill();
        Files.delete(engine.home().resolve("commitlog/CommitLog-8-1.log"));
    }

    private void assertRows() {
        try (CqlSession session = cluster.session()) {
            assertThat(session.execute("SELECT id FROM vault.rows WHERE what = '" + MARKER + "'")
                            .all())
                    .hasSize(100);
        }
    }
}
