package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.it.client.ClusterConnection;
import io.kanesh.it.installation.Await;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.RestApi;
import io.kanesh.it.installation.TestCluster;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Users, allow lists, the connection bundle and a new authority, asked for over the API and felt by drivers. */
class DatabaseIT {
    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    private static RestApi api;
    private static TestCluster cluster;
    private static String path;

    @BeforeAll
    static void aKeyspace() throws Exception {
        cluster = SHARED.cluster();
        api = SHARED.installation().api();
        path = cluster.path();
        try (var session = cluster.connection(null).open()) {
            session.execute("CREATE KEYSPACE IF NOT EXISTS shelf WITH replication = "
                    + "{'class': 'NetworkTopologyStrategy', 'dc1': 3}");
            session.execute("CREATE TABLE IF NOT EXISTS shelf.tablets (id int PRIMARY KEY)");
        }
    }

    @Test
    void aUserLivesFromItsFirstPasswordToItsEnd() throws Exception {
        var created = api.post(path + "/users", Map.of("name", "scribe", "access", List.of(access(true, false))))
                .expect(201)
                .body();
        var first = created.get("password").asText();
        assertThat(api.post(path + "/users", Map.of("name", "scribe")).status()).isEqualTo(409);
        try (var session = as("scribe", first).open()) {
            session.execute("SELECT * FROM shelf.tablets");
            assertThatThrownBy(() -> session.execute("INSERT INTO shelf.tablets (id) VALUES (1)"))
                    .isInstanceOf(UnauthorizedException.class);
            api.patch(path + "/users/scribe", Map.of("access", List.of(access(true, true))))
                    .expect(200);
            Await.until(
                    "the new permission holds", 30, () -> works(session, "INSERT INTO shelf.tablets (id) VALUES (1)"));

            var second = api.post(path + "/users/scribe:rotate", Map.of("overlapSeconds", 600))
                    .expect(200)
                    .body();
            assertThat(second.get("formerPasswordUntil").asText()).isNotBlank();
            as("scribe", second.get("password").asText()).open().close();
            as("scribe", first).open().close();

            assertThat(user("scribe").get("origin").asText()).isEqualTo("KANESH");
            assertThat(user("scribe").has("password")
                            && !user("scribe").get("password").isNull())
                    .isFalse();
            assertThat(user("scribe").get("lastLoginAt").asText()).isNotBlank();
            api.delete(path + "/users/scribe").expect(204);
            Await.until("its connections are closed", 40, () -> !works(session, "SELECT * FROM shelf.tablets"));
        }
        assertThatThrownBy(() -> as("scribe", first).open()).isNotNull();
        assertThat(api.get(path + "/users/scribe").status()).isEqualTo(404);
        var unknown = api.post(
                path + "/users", Map.of("name", "lost", "access", List.of(Map.of("keyspace", "no", "read", true))));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().get("code").asText()).isEqualTo("keyspace-unknown");
        // The answers came from agents, in their calls; who asked is told all the same.
        var caller = api.get("/me").expect(200).body().get("name").asText();
        Await.until(
                "the trail tells of the four changes",
                30,
                () -> actorsOf("scribe").equals(Collections.nCopies(4, caller)));
    }

    /** Who changed that user, change by change. */
    private static List<String> actorsOf(String user) throws IOException, InterruptedException {
        var actors = new ArrayList<String>();
        for (var line : api.get("/audit-events?pageSize=200").expect(200).body().get("items")) {
            if (line.get("kind").asText().equals("CHANGE")
                    && line.get("resourceType").asText().equals("database-user")
                    && line.get("resourceId").asText().equals(user)) {
                actors.add(line.get("actorName").asText());
            }
        }
        return actors;
    }

    @Test
    void theAllowListIsAskedFirstAndHoldsWithinTenSeconds() throws Exception {
        var host = cluster.connection(null).hosts().get(0);
        try (var stranger = connect("127.66.6.6", host)) {
            var preview = api.put(path + "/allowed-cidrs?dryRun=true", Map.of("allowedCidrs", List.of("127.0.0.0/16")))
                    .expect(200)
                    .body();
            assertThat(preview.get("wouldClose").findValuesAsText("address")).contains("127.66.6.6");
            assertThat(preview.get("unanswered")).isEmpty();
            assertThat(isOpen(stranger)).isTrue();

            var asked = System.nanoTime();
            api.put(path + "/allowed-cidrs", Map.of("allowedCidrs", List.of("127.0.0.0/16")))
                    .expect(200);
            Await.until("the stranger is cut off", 20, () -> !isOpen(stranger));
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - asked))
                    .as("seconds")
                    .isLessThanOrEqualTo(10);
            Await.until(
                    "every node enforces it", 20, () -> list().get("enforced").asBoolean());
            assertThat(isTurnedAway("127.66.6.6", host)).isTrue();
            cluster.connection(null).open().close();
            assertThat(cluster.phase()).isEqualTo("ACTIVE");
        } finally {
            api.put(path + "/allowed-cidrs", Map.of("allowedCidrs", List.of("127.0.0.0/8")))
                    .expect(200);
            Await.until(
                    "every node lets loopback in again",
                    20,
                    () -> list().get("enforced").asBoolean());
        }
    }

    @Test
    void theAllowListHoldsOverTheDeathOfAnEngineWhileTheControlPlaneIsAway() throws Exception {
        var clients = cluster.connection(null);
        var node = cluster.nodes().get(0);
        var host = node.get("address").asText();
        var engine = engineOf(node.get("id").asText());
        try {
            api.put(path + "/allowed-cidrs", Map.of("allowedCidrs", List.of("127.0.0.0/16")))
                    .expect(200);
            Await.until(
                    "every node enforces it", 20, () -> list().get("enforced").asBoolean());
            SHARED.installation().killControlPlane();
            engine.kill();
            var turnedAway = new AtomicInteger();
            Await.until("who is on the list is served again", 180, () -> {
                // From the first moment on that the port is open, a stranger is cut off.
                turnedAway.addAndGet(isTurnedAway("127.66.6.6", host) ? 1 : 0);
                return isOpenTo("127.0.0.1", host);
            });
            assertThat(isTurnedAway("127.66.6.6", host)).isTrue();
            assertThat(turnedAway.get()).isPositive();
            new ClusterConnection(
                            List.of(host),
                            clients.port(),
                            clients.dataCenter(),
                            clients.authorityPem(),
                            clients.username(),
                            clients.password())
                    .open()
                    .close();
        } finally {
            SHARED.installation().start();
            api.put(path + "/allowed-cidrs", Map.of("allowedCidrs", List.of("127.0.0.0/8")))
                    .expect(200);
            Await.until(
                    "every node lets loopback in again",
                    60,
                    () -> list().get("enforced").asBoolean());
        }
        cluster.awaitPhase("ACTIVE");
    }

    private static MachineProcess engineOf(String node) {
        var machine = SHARED.installation().machineOf(node);
        return SHARED.installation().processes().stream()
                .filter(process -> process.kind() == MachineProcess.Kind.ENGINE
                        && process.machine().equals(machine))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the port was open and the connection was closed; fails when the connection stays. */
    private static boolean isTurnedAway(String from, String host) throws IOException, InterruptedException {
        try (var socket = connect(from, host)) {
            Await.until("the stranger is turned away", 10, () -> !isOpen(socket));
            return true;
        } catch (ConnectException nobodyListens) {
            return false;
        } catch (SocketException resetBeforeWeHadFinishedConnecting) {
            return true;
        } catch (TimeoutException stays) {
            throw new AssertionError(from + " was let in", stays);
        }
    }

    private static boolean isOpenTo(String from, String host) throws IOException {
        try (var socket = connect(from, host)) {
            return isOpen(socket);
        } catch (SocketException nobodyListensOrReset) {
            return false;
        }
    }

    @Test
    void theJavaDriverTakesTheBundleAsItIs(@TempDir Path folder) throws Exception {
        Bundle.unzip(api.download(path + "/connection/bundle"), folder);
        assertThat(folder.resolve("examples/connect.py")).exists();
        assertThat(Files.readString(folder.resolve("connect.env"))).contains("CQL_HOSTS=127.");
        Files.writeString(folder.resolve("Probe.java"), """
                import com.datastax.oss.driver.api.core.CqlSession;
                import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
                class Probe {
                    public static void main(String[] arguments) {
                        var settings = DriverConfigLoader.fromFile(new java.io.File("application.conf"));
                        try (var session = CqlSession.builder().withConfigLoader(settings).build()) {
                            System.out.println(session.execute("SELECT cluster_name FROM system.local").one().getString(0));
                        }
                    }
                }
                """);
        var drivers = Path.of("target/image/lib").toAbsolutePath() + "/*";
        var builder = new ProcessBuilder("java", "-cp", drivers, "Probe.java")
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().put("CQL_PASSWORD", cluster.connection(null).password());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        assertThat(output).contains(cluster.id());
        var snippets = api.get(path + "/connection/snippets").expect(200).body().get("items");
        assertThat(snippets.findValuesAsText("language")).containsExactly("cqlsh", "Java", "Python", "Go", "Node.js");
    }

    @Test
    void clientsStayConnectedWhileTheAuthorityIsReplaced() throws Exception {
        var before = cluster.connection(null);
        var faults = new AtomicReference<@Nullable Throwable>();
        var requests = new AtomicInteger();
        String operation;
        try (var session = before.open()) {
            var reader = new Thread(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        session.execute("SELECT * FROM shelf.tablets");
                        requests.incrementAndGet();
                    }
                } catch (RuntimeException fault) {
                    if (!Thread.currentThread().isInterrupted()) {
                        faults.set(fault);
                    }
                }
            });
            reader.start();
            operation = api.post(path + ":rotate-certificates", Map.of("overlapSeconds", 15))
                    .expect(202)
                    .location();
            Await.until(
                    "the successor issues",
                    120,
                    () -> step(operation, "nodes-show-new-certificates").equals("DONE"));
            before.open().close(); // over the bridge: this client knows the former authority only
            var both = cluster.connection(null);
            assertThat(both.authorityPem()).isNotEqualTo(before.authorityPem());
            cluster.awaitOperation(operation);
            reader.interrupt();
            reader.join();
        }
        assertThat(faults.get()).isNull();
        assertThat(requests.get()).isPositive();
        var after = cluster.connection(null);
        assertThat(after.authorityPem()).isNotEqualTo(before.authorityPem());
        after.open().close();
        assertThatThrownBy(before::open)
                .as("who knows the former authority only")
                .isNotNull();
        Await.until("the nodes see each other", 60, () -> cluster.phase().equals("ACTIVE"));
    }

    private static String step(String operation, String name) throws IOException, InterruptedException {
        for (JsonNode step : api.get(operation).expect(200).body().get("steps")) {
            if (step.get("name").asText().equals(name)) {
                return step.get("state").asText();
            }
        }
        return "";
    }

    private static JsonNode user(String name) throws IOException, InterruptedException {
        return api.get(path + "/users/" + name).expect(200).body();
    }

    private static JsonNode list() throws IOException, InterruptedException {
        return api.get(path + "/allowed-cidrs").expect(200).body();
    }

    private static Map<String, Object> access(boolean read, boolean write) {
        return Map.of("keyspace", "shelf", "read", read, "write", write);
    }

    private static ClusterConnection as(String user, String password) throws IOException, InterruptedException {
        var admin = cluster.connection(null);
        return new ClusterConnection(
                admin.hosts(), admin.port(), admin.dataCenter(), admin.authorityPem(), user, password);
    }

    private static boolean works(CqlSession session, String statement) {
        try {
            session.execute(statement);
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private static Socket connect(String from, String host) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(host, 9042), 5_000);
        socket.setSoTimeout(200);
        return socket;
    }

    /** The server says nothing before the client does: silence means open. */
    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException silence) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }
}
