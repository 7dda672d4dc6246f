package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.it.installation.LocalKms;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.MachineProcess.Kind;
import io.kanesh.it.installation.RestApi;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.kms.KeyState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A cluster in two regions that begins under a provider-managed key with AES-128: each data center gets a key of its own, one of
 * them is switched off in the middle of a rewrite, and everything is rewritten with AES-256. In this order, with the same rows from
 * the beginning to the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyChangeIT {
    private static final int ROWS = 2_000;
    private static final Duration TOLD = Duration.ofMinutes(2);
    private static final String NORTH = "kanesh-local://local-1/north";
    private static final String LATER = "kanesh-local://local-1/later";
    private static final String SOUTH = "kanesh-local://local-2/south";

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    private TestCluster cluster;
    private KeyScene scene;
    private LocalKms kms;
    private RestApi api;
    private String project;

    @BeforeAll
    void twoPlaces() throws Exception {
        api = SHARED.installation().api();
        cluster = TestCluster.request(
                        SHARED.installation(),
                        Map.of(
                                "name",
                                "two-keys",
                                "dataCenters",
                                List.of(dataCenter("dc1", "local-1", null), dataCenter("dc2", "local-2", null))))
                .awaitCreated();
        cluster.awaitPhase("ACTIVE");
        project = cluster.path().substring(0, cluster.path().indexOf("/clusters/"));
        kms = LocalKms.of(SHARED.installation());
        scene = new KeyScene(SHARED.installation(), cluster);
        try (var session = cluster.connection("dc1").open()) {
            session.execute("CREATE KEYSPACE kept WITH replication = "
                    + "{'class': 'NetworkTopologyStrategy', 'dc1': 1, 'dc2': 1}");
            session.execute("CREATE TABLE kept.rows (id int PRIMARY KEY, what text)");
            await().atMost(TOLD).until(session::checkSchemaAgreement);
            var insert = session.prepare("INSERT INTO kept.rows (id, what) VALUES (?, ?)");
            for (var id = 0; id < ROWS; id++) {
                session.execute(insert.bind(id, what(id)).setConsistencyLevel(ConsistencyLevel.ALL));
            }
            // Cassandra keeps a file of its own for a table's transactions.
            session.execute("INSERT INTO kept.rows (id, what) VALUES (-1, 'by a transaction') IF NOT EXISTS");
        }
    }

    @AfterAll
    void deleted() throws Exception {
        cluster.delete();
    }

    @Test
    @Order(1)
    void eachDataCenterGetsAKeyOfItsOwnAndNothingRestarts() throws Exception {
        var engines = scene.processes(Kind.ENGINE);
        var provider = scene.keyPath();
        var north = registered("north", NORTH);
        var south = registered("south", SOUTH);
        moveTo(north, NORTH, south);
        var usage = api.get(provider + "/usage").expect(200).body();
        assertThat(usage.get("dependents").findValuesAsText("kind"))
                .as("only the spec's default still names the former key: %s", usage)
                .doesNotContain("NODE", "RECIPIENT");
        assertThat(api.get(keyPath(north) + "/usage")
                        .expect(200)
                        .body()
                        .get("dependents")
                        .findValuesAsText("dataCenter"))
                .containsOnly("dc1");

        // From one key of one's own to another, after which the first can go.
        moveTo(registered("later", LATER), LATER, south);
        assertThat(api.delete(keyPath(north)).expect(200).body().get("report").asText())
                .contains(NORTH);
        assertThat(scene.processes(Kind.ENGINE)).isEqualTo(engines);
        everyRowIsThere("dc1");
    }

    private void moveTo(String first, String firstUri, String second) throws Exception {
        api.patch(
                        cluster.path(),
                        Map.of(
                                "dataCenters",
                                List.of(dataCenter("dc1", "local-1", first), dataCenter("dc2", "local-2", second))))
                .expect(200);
        await().atMost(TOLD).untilAsserted(() -> {
            var recipients = new ArrayList<String>();
            scene.encryption()
                    .get("nodes")
                    .forEach(node -> recipients.add(node.get("dataCenter").asText() + " " + node.get("recipients")));
            assertThat(recipients).containsExactlyInAnyOrder("dc1 [\"" + firstUri + "\"]", "dc2 [\"" + SOUTH + "\"]");
        });
        cluster.awaitPhase("ACTIVE");
    }

    @Test
    @Order(2)
    void oneDataCenterIsSwitchedOffInTheMiddleOfARewriteAndTheOtherServes() throws Exception {
        var dc1 = nodeOf("dc1");
        var operation =
                api.post(cluster.path() + ":reencrypt", Map.of()).expect(202).location();
        await("told while it runs")
                .atMost(TOLD)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> operation(operation).get("waitingFor").asText().contains("MiB are left"));
        // The engine does nothing until its agent has told it to seal: it cannot have been quicker than the key.
        scene.signal("STOP", Kind.ENGINE, dc1);
        kms.setState(LATER, KeyState.DISABLED);
        await().atMost(TOLD)
                .until(() -> api.get(cluster.path() + "/nodes/" + dc1)
                        .body()
                        .get("state")
                        .asText()
                        .equals("STOPPING"));
        scene.signal("CONT", Kind.ENGINE, dc1);
        await().atMost(TOLD).until(() -> scene.processes(Kind.ENGINE, dc1).isEmpty());
        await().atMost(TOLD)
                .untilAsserted(
                        () -> assertThat(scene.encryption().get("message").asText())
                                .contains("1 of 2 nodes is SEALED", LATER));
        everyRowIsThere("dc2");
        try (var session = cluster.connection("dc2").open()) {
            session.execute(SimpleStatement.newInstance(
                            "INSERT INTO kept.rows (id, what) VALUES (" + ROWS + ", '" + what(ROWS) + "')")
                    .setConsistencyLevel(ConsistencyLevel.LOCAL_ONE));
        }
        assertThat(api.get(project + "/keys").expect(200).body().get("items"))
                .anySatisfy(key -> assertThat(
                                key.get("uri").asText() + key.get("phase").asText())
                        .isEqualTo(LATER + "DISABLED"))
                .anySatisfy(key -> assertThat(
                                key.get("uri").asText() + key.get("phase").asText())
                        .isEqualTo(SOUTH + "ACTIVE"));
        assertThat(operation(operation).get("state").asText()).isEqualTo("RUNNING");

        kms.setState(LATER, KeyState.ENABLED);
        awaited(operation);
        scene.awaitServing();
        everyRowIsThere("dc1");
    }

    @Test
    @Order(3)
    void everythingIsRewrittenWithAes256AndStaysReadable() throws Exception {
        assertThat(algorithms()).containsOnly("AES_128");
        try (var files = Files.walk(scene.machine(nodeOf("dc1")).resolve("data/files/data/system"))) {
            assertThat(files.map(Path::toString)).anyMatch(file -> file.endsWith(".paxos"));
        }
        api.patch(cluster.path(), Map.of("encryption", Map.of("algorithm", "AES_256")))
                .expect(200);
        var operation =
                api.post(cluster.path() + ":reencrypt", Map.of()).expect(202).location();
        assertThat(awaited(operation)).as("told while it runs").anyMatch(words -> words.contains("MiB are left"));
        assertThat(algorithms()).as("every file of both nodes").containsOnly("AES_256");
        everyRowIsThere("dc1");

        // What only a cold start shows: the commit log, the guard and every index under the new keys.
        scene.processes(Kind.ENGINE, nodeOf("dc1")).forEach(MachineProcess::kill);
        await().atMost(KeyScene.RECOVERY).ignoreExceptions().untilAsserted(() -> everyRowIsThere("dc1"));
        everyRowIsThere("dc2");
    }

    /** Waits until the operation has ended well; what it said that it waits for meanwhile. */
    private Set<String> awaited(String operation) {
        var said = new TreeSet<String>();
        await().atMost(KeyScene.RECOVERY).pollInterval(Duration.ofMillis(200)).until(() -> {
            var seen = operation(operation);
            said.addAll(seen.findValuesAsText("waitingFor"));
            return seen.get("state").asText().equals("SUCCEEDED");
        });
        return said;
    }

    private JsonNode operation(String path) throws Exception {
        var seen = api.get(path).expect(200).body();
        assertThat(seen.get("state").asText()).as("%s", seen).isNotIn("FAILED", "CANCELLED");
        return seen;
    }

    private List<String> algorithms() throws Exception {
        var inventory = api.get(cluster.path() + "/inventory").expect(200).body();
        assertThat(inventory.get("complete").asBoolean()).as("%s", inventory).isTrue();
        assertThat(inventory.get("unreadableFiles").asLong()).isZero();
        assertThat(inventory.get("groups").findValuesAsText("nodeId")).containsAll(scene.nodes());
        return inventory.get("groups").findValuesAsText("algorithm");
    }

    private void everyRowIsThere(String dataCenter) throws Exception {
        scene.awaitServingIn(dataCenter);
        try (var session = cluster.connection(dataCenter).open()) {
            var expected = IntStream.range(0, ROWS).mapToObj(KeyChangeIT::what).toList();
            assertThat(read(session)).containsAll(expected);
        }
    }

    private static List<String> read(CqlSession session) {
        var select = SimpleStatement.newInstance("SELECT what FROM kept.rows")
                .setConsistencyLevel(ConsistencyLevel.LOCAL_ONE);
        return StreamSupport.stream(session.execute(select).spliterator(), false)
                .map(row -> String.valueOf(row.getString(0)))
                .toList();
    }

    private String registered(String name, String uri) throws Exception {
        kms.make(uri, project.substring(project.lastIndexOf('/') + 1));
        return scene.usableKey(name, uri);
    }

    private String keyPath(String key) {
        return project + "/keys/" + key;
    }

    private String nodeOf(String dataCenter) throws Exception {
        for (JsonNode node : cluster.nodes()) {
            if (node.get("dataCenter").asText().equals(dataCenter)) {
                return node.get("id").asText();
            }
        }
        throw new AssertionError("no node in " + dataCenter);
    }

    private static String what(int id) {
        return "a tablet, the " + id + "th of its envelope";
    }

    private static Map<String, Object> dataCenter(String name, String region, @Nullable String key) {
        var spec = new HashMap<String, Object>(Map.of(
                "name",
                name,
                "region",
                region,
                "replicationFactor",
                1,
                "nodeGroups",
                List.of(Map.of("instanceType", "local.small", "count", 1))));
        if (key != null) {
            spec.put("keyId", key);
        }
        return spec;
    }
}
