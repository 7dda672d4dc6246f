package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.engine.control.StartArguments;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One engine with a small quota, from its first login to its clean end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OneNodeIT {

    private static final long QUOTA = 64L << 20;

    private final TestCluster cluster = new TestCluster(1, 0, QUOTA);
    private final EngineProcess engine = cluster.engine(0);

    OneNodeIT() throws IOException {}

    @BeforeAll
    void start() throws IOException {
        cluster.start();
        try (CqlSession session = cluster.session()) {
            session.execute(
                    "CREATE KEYSPACE shop WITH replication =" + " {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
        }
    }

    @AfterAll
    void end() throws InterruptedException, IOException {
        cluster.close();
    }

    @Test
    @Order(1)
    void theDefaultRoleDoesNotExist() {
        assertThatThrownBy(() -> cluster.session(0, "cassandra", "cassandra").close())
                .isInstanceOf(AllNodesFailedException.class)
                .hasMessageContaining("wrong");
        assertThatThrownBy(() -> cluster.session(0, TestCluster.ADMIN, "guess").close())
                .isInstanceOf(AllNodesFailedException.class);
        try (CqlSession session = cluster.session()) {
            assertThat(session.execute("LIST ROLES").all())
                    .extracting(row -> row.getString("role"))
                    .containsExactly(TestCluster.ADMIN);
            assertThatThrownBy(() -> session.execute("SELECT salted_hash FROM system_auth.roles"))
                    .isInstanceOf(UnauthorizedException.class);
            assertThat(session.execute("SELECT address FROM system_views.clients")
                            .all())
                    .isNotEmpty();
        }
    }

    @Test
    @Order(2)
    void itsClassesComeFromTheArchive() throws IOException {
        try (Stream<String> lines = Files.lines(engine.loadedClasses())) {
            assertThat(lines.filter(line -> line.contains("shared objects file (top)")))
                    .hasSizeGreaterThan(3000);
        }
    }

    @Test
    @Order(2)
    void systemAuthIsReplicatedPerDataCenter() {
        try (CqlSession session = cluster.session()) {
            Row row = session.execute(
                            "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = 'system_auth'")
                    .one();
            assertThat(row).isNotNull();
            assertThat(row.getMap("replication", String.class, String.class))
                    .containsEntry("dc1", "1")
                    .containsEntry("class", "org.apache.cassandra.locator.NetworkTopologyStrategy");
        }
    }

    @Test
    @Order(3)
    void plaintextGetsNoAnswer() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(cluster.settings(0).address(), 9042));
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            // A CQL OPTIONS request, protocol version 4.
            out.write(new byte[] {4, 0, 0, 0, 5, 0, 0, 0, 0});
            out.flush();
            int answer;
            try {
                answer = socket.getInputStream().read();
            } catch (SocketException cutOff) {
                answer = -1;
            }
            assertThat(answer).as("first byte of a CQL answer").isNotEqualTo(0x84);
        }
    }

    @Test
    @Order(4)
    void theAdministratorManagesRolesAndCannotReadWhatIsNotThere() {
        try (CqlSession session = cluster.session()) {
            session.execute("CREATE ROLE clerk WITH PASSWORD = 'pass word' AND LOGIN = true");
            session.execute("CREATE TABLE shop.stock (id int PRIMARY KEY, n int)");
            session.execute("GRANT SELECT ON shop.stock TO clerk");
        }
        try (CqlSession clerk = cluster.session(0, "clerk", "pass word")) {
            assertThat(clerk.execute("SELECT * FROM shop.stock").all()).isEmpty();
            assertThatThrownBy(() -> clerk.execute("INSERT INTO shop.stock (id, n) VALUES (1, 1)"))
                    .isInstanceOf(UnauthorizedException.class);
        }
    }

    @Test
    @Order(5)
    void theControlSocketTellsWhatTheEngineIs() {
        JsonNode status = engine.status();
        assertThat(status.path("version").asText()).isEqualTo("5.0.9");
        assertThat(status.path("liveNodes").toString())
                .isEqualTo("[\"" + cluster.settings(0).address() + "\"]");
        assertThat(status.path("downNodes").size()).isZero();
        assertThat(status.path("hostId").asText()).hasSize(36);
        assertThat(engine.call("start", cluster.arguments(0)).path("ok").asBoolean())
                .as("equal settings again")
                .isTrue();
        assertThat(engine.call("start", otherSettings()).path("error").asText()).contains("other settings");
        JsonNode metrics = engine.call("metrics", Map.of()).path("result");
        assertThat(metrics.path("reads_total").asDouble()).isPositive();
        assertThat(metrics.path("reads_per_second").asDouble(-1)).isGreaterThanOrEqualTo(0);
        assertThat(metrics.path("heap_used_bytes").asDouble()).isPositive();
        assertThat(metrics.path("nodes_live").asDouble()).isEqualTo(1);
    }

    private StartArguments otherSettings() {
        EngineSettings s = cluster.settings(0);
        EngineSettings other = new EngineSettings(
                s.version(),
                s.clusterName(),
                s.dataCenter(),
                s.rack(),
                s.address(),
                s.seeds(),
                s.initialTokens(),
                s.autoBootstrap(),
                s.heapMib(),
                s.vcpus(),
                s.storageQuotaBytes(),
                s.systemAuthReplication(),
                s.admin(),
                s.replaceAddress(),
                s.restartCount() + 1);
        return new StartArguments(
                other, cluster.arguments(0).tls(), cluster.arguments(0).allowedCidrs());
    }

    @Test
    @Order(6)
    void newCertificatesAreServedWithoutARestart() throws IOException {
        X509Certificate before = served();
        Path files = Path.of(cluster.arguments(0).tls().keyPem()).getParent();
        cluster.authority().issueNode(files, "nd_0", cluster.settings(0).address());
        assertThat(engine.call("reload-tls", Map.of()).path("ok").asBoolean()).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(served().getSerialNumber()).isNotEqualTo(before.getSerialNumber()));
        cluster.session().close();
    }

    /** Renewal as agents do it, in seconds and not in weeks: who is connected does not notice that the certificate ended. */
    @Test
    @Order(6)
    void clientsStayConnectedBeyondTheEndOfTheCertificateThatTheySaw() throws IOException {
        Path files = Path.of(cluster.arguments(0).tls().keyPem()).getParent();
        cluster.authority().issueNode(files, "nd_0", cluster.settings(0).address(), Duration.ofSeconds(20));
        assertThat(engine.call("reload-tls", Map.of()).path("ok").asBoolean()).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ends(served()).isBefore(Instant.now().plusSeconds(60)));
        X509Certificate brief = served();
        try (CqlSession session = cluster.session()) {
            String connections = clients();
            cluster.authority().issueNode(files, "nd_0", cluster.settings(0).address());
            assertThat(engine.call("reload-tls", Map.of()).path("ok").asBoolean())
                    .isTrue();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                session.execute("SELECT release_version FROM system.local");
                return Instant.now().isAfter(ends(brief).plusSeconds(2));
            });
            assertThat(clients()).as("the same connections").isEqualTo(connections);
            assertThat(served().getSerialNumber()).isNotEqualTo(brief.getSerialNumber());
            cluster.session().close();
        }
    }

    private static Instant ends(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private String clients() {
        return engine.call("clients", Map.of()).path("result").path("clients").toString();
    }

    private X509Certificate served() throws IOException {
        try (SSLSocket socket = (SSLSocket) TestCluster.trusting(cluster.authority())
                .getSocketFactory()
                .createSocket(cluster.settings(0).address(), 9042)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    @Order(7)
    void logsCarryNoValuesOfStatements() throws IOException {
        try (CqlSession session = cluster.session()) {
            session.execute("CREATE TABLE shop.secrets (owner text, n int, v text, PRIMARY KEY (owner, n))");
            PreparedStatement insert = session.prepare("INSERT INTO shop.secrets (owner, n) VALUES (?, ?)");
            PreparedStatement delete = session.prepare("DELETE FROM shop.secrets WHERE owner = ? AND n = ?");
            for (int n = 0; n < 1100; n++) {
                session.execute(insert.bind("mallory-marker", n));
                session.execute(delete.bind("mallory-marker", n));
            }
            session.execute("SELECT * FROM shop.secrets WHERE owner = 'mallory-marker'");
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> log().contains("tombstone cells"));
        assertThat(log()).doesNotContain("mallory-marker").doesNotContain(TestCluster.PASSWORD);
    }

    private String log() {
        return engine.call("logs", Map.of("lines", 1000))
                .path("result")
                .path("text")
                .asText();
    }

    @Test
    @Order(8)
    void killedItLosesNoAcknowledgedWrite() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        try (CqlSession session = cluster.session()) {
            session.execute("CREATE TABLE shop.ledger (id int PRIMARY KEY, v text)");
            PreparedStatement insert = session.prepare("INSERT INTO shop.ledger (id, v) VALUES (?, ?)");
            Thread writer = new Thread(() -> {
                try {
                    for (int id = 0; ; id++) {
                        session.execute(insert.bind(id, "v" + id));
                        acknowledged.set(id + 1);
                    }
                } catch (RuntimeException gone) {
                    // The engine was killed under it: what was acknowledged before is what counts.
                }
            });
            writer.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() > 300);
            engine.kill();
            writer.join();
        }
        cluster.launch(0);
        engine.awaitServing();
        try (CqlSession session = cluster.session()) {
            List<Row> rows = session.execute("SELECT id FROM shop.ledger").all();
            assertThat(rows).hasSizeGreaterThanOrEqualTo(acknowledged.get());
        }
    }

    @Test
    @Order(9)
    void aFullNodeRefusesWritesAndNamesItselfAndGoesOnWithTheRest() {
        try (CqlSession session = cluster.session()) {
            session.execute("CREATE TABLE shop.bulk (id int PRIMARY KEY, b blob)");
            PreparedStatement insert = session.prepare("INSERT INTO shop.bulk (id, b) VALUES (?, ?)");
            byte[] incompressible = new byte[256 << 10];
            Random random = new Random(1);
            assertThatThrownBy(() -> {
                        for (int id = 0; id < 600; id++) {
                            random.nextBytes(incompressible);
                            session.execute(insert.bind(id, ByteBuffer.wrap(incompressible)));
                        }
                    })
                    .isInstanceOf(InvalidQueryException.class)
                    .hasMessageContaining("quota")
                    .hasMessageContaining(cluster.settings(0).address());
            assertThat(session.execute("SELECT id FROM shop.bulk WHERE id = 1").one())
                    .isNotNull();
            session.execute("TRUNCATE shop.bulk");
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(InvalidQueryException.class)
                    .until(() -> session.execute(insert.bind(1, ByteBuffer.allocate(8)))
                            .wasApplied());
        }
    }

    @Test
    @Order(10)
    void stoppedItEndsWithZero() throws InterruptedException {
        assertThat(engine.stop()).isZero();
        assertThat(engine.output()).content().contains("engine serves after", "engine stopped");
    }
}
