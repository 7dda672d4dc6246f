package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import io.kanesh.it.client.ClusterConnection;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.MachineProcess.Kind;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.it.workload.AcknowledgedWrites;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a POST to rows, and through every death on the way. */
class PathIT {
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final int WRITERS = 4;

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    @Test
    void aPostBecomesAClusterThatServesRows() throws Exception {
        var cluster = SHARED.cluster();
        cluster.awaitPhase("ACTIVE");
        assertThat(cluster.operation().get("percent").asInt()).isEqualTo(100);
        assertThat(cluster.nodes()).hasSize(3);
        try (var session = cluster.connection(null).open()) {
            session.execute("CREATE KEYSPACE IF NOT EXISTS path WITH replication = "
                    + "{'class': 'NetworkTopologyStrategy', 'dc1': 3}");
            session.execute("CREATE TABLE IF NOT EXISTS path.rows (id int PRIMARY KEY, what text)");
            session.execute("INSERT INTO path.rows (id, what) VALUES (1, 'a tablet')");
            var row = session.execute("SELECT what FROM path.rows WHERE id = 1").one();
            assertThat(row).isNotNull();
            assertThat(row.getString("what")).isEqualTo("a tablet");
            assertThat(session.getMetadata().getNodes()).hasSize(3);
        }
        var ours = cluster.connection(null);
        var usual = new ClusterConnection(
                ours.hosts(), ours.port(), ours.dataCenter(), ours.authorityPem(), "cassandra", "cassandra");
        assertThatThrownBy(usual::open)
                .as("Cassandra's default role is never created")
                .hasMessageContaining("AuthenticationException");
    }

    /** Each node is asked for its own copy: they start at the same time, and a copy that differs shows when it is read back. */
    @Test
    void everyNodeHasTheSystemKeyspacesReplicatedAlike() throws Exception {
        try (var session = SHARED.cluster().connection(null).open()) {
            for (var node : session.getMetadata().getNodes().values()) {
                for (var keyspace : List.of("system_auth", "system_distributed", "system_traces")) {
                    var row = session.execute(SimpleStatement.newInstance(
                                            "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?",
                                            keyspace)
                                    .setNode(node))
                            .one();
                    assertThat(row).isNotNull();
                    assertThat(row.getMap("replication", String.class, String.class))
                            .as(keyspace + " on " + node.getEndPoint())
                            .containsEntry("class", "org.apache.cassandra.locator.NetworkTopologyStrategy")
                            .containsEntry("dc1", "3");
                }
            }
        }
    }

    @Test
    void logsOfANodeCanBeReadWithoutValues() throws Exception {
        var cluster = SHARED.cluster();
        var node = cluster.nodes().get(0).get("id").asText();
        // An agent that was just killed is "not answering, try again": so does this test.
        await().atMost(RECOVERY)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(cluster.logs(node, "agent").toString()).contains("AgentMain"));
        await().atMost(RECOVERY)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(cluster.logs(node, "engine").toString()).contains("INFO"));
    }

    @Test
    void aKilledEngineReturnsAndNoAcknowledgedRowIsLost() throws Exception {
        var cluster = SHARED.cluster();
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "one_dies", Map.of("dc1", 3)).start(WRITERS)) {
            awaitProgress(writes);
            var victim = engines(SHARED.installation()).get(0);
            victim.kill();
            var afterDeath = writes.acknowledged();
            await().atMost(RECOVERY).until(() -> writes.acknowledged() > afterDeath + 100);
            awaitWhole(cluster, session);
            writes.stop();
            assertThat(writes.acknowledged()).isGreaterThan(100);
            assertThat(writes.lost()).isEmpty();
            assertThat(engines(SHARED.installation())).hasSize(3);
        }
    }

    @Test
    void aKilledAgentReturnsAndAdoptsTheEngineThatWentOn() throws Exception {
        var cluster = SHARED.cluster();
        var before = pids(engines(SHARED.installation()));
        var victim = SHARED.installation().processes().stream()
                .filter(process -> process.kind() == Kind.AGENT)
                .findFirst()
                .orElseThrow();
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "agent_dies", Map.of("dc1", 3)).start(WRITERS)) {
            awaitProgress(writes);
            victim.kill();
            await().atMost(RECOVERY)
                    .until(() -> SHARED.installation().processes().stream()
                            .anyMatch(process -> process.kind() == Kind.AGENT
                                    && process.machine().equals(victim.machine())
                                    && process.process().pid()
                                            != victim.process().pid()));
            awaitWhole(cluster, session);
            writes.stop();
            assertThat(writes.failures()).isZero();
            assertThat(writes.lost()).isEmpty();
        }
        assertThat(pids(engines(SHARED.installation()))).isEqualTo(before);
    }

    @Test
    void everyAcknowledgedWriteSurvivesTheDeathOfAllEnginesAtOnce() throws Exception {
        var cluster = SHARED.cluster();
        var connection = cluster.connection(null);
        try (var session = connection.open();
                var writes = new AcknowledgedWrites(session, "all_die", Map.of("dc1", 3)).start(WRITERS)) {
            awaitProgress(writes);
            var before = engines(SHARED.installation());
            before.parallelStream().forEach(MachineProcess::kill);
            await().atMost(RECOVERY).until(() -> engines(SHARED.installation()).size() == 3);
            awaitWhole(cluster, session);
            var afterReturn = writes.acknowledged();
            await().atMost(RECOVERY).until(() -> writes.acknowledged() > afterReturn + 100);
            writes.stop();
            assertThat(pids(engines(SHARED.installation()))).doesNotContainAnyElementsOf(pids(before));
            assertThat(writes.failures()).isPositive();
            assertThat(writes.lost()).isEmpty();
        }
    }

    @Test
    void creationResumesAfterTheControlPlaneWasKilledAndDeletionLeavesNothing() throws Exception {
        var installation = SHARED.installation();
        var before = installation.machineDirectories();
        var enginesBefore = pids(engines(installation));
        var cluster = TestCluster.request(
                installation,
                Map.of(
                        "name",
                        "two-places",
                        "dataCenters",
                        List.of(onePlace("dc1", "local-1"), onePlace("dc2", "local-2")),
                        "users",
                        List.of(Map.of("name", "reader", "access", List.of(Map.of("keyspace", "*", "read", true))))));
        // In the middle: a machine exists, no engine serves yet.
        await().atMost(RECOVERY).until(() -> installation.machineDirectories().size() > before.size());
        installation.killControlPlane();
        installation.start();
        cluster.awaitCreated().awaitPhase("ACTIVE");
        assertThat(installation.machineDirectories()).hasSize(before.size() + 2);

        writesHereAndReadsThere(cluster);
        theUserThatItWasCreatedWithReadsAndDoesNoMore(cluster);

        cluster.delete();
        assertThat(installation.machineDirectories()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(pids(engines(installation))).isEqualTo(enginesBefore);
        assertThat(installation.processes()).hasSize(before.size() * 2);
    }

    private static void writesHereAndReadsThere(TestCluster cluster) throws Exception {
        try (var here = cluster.connection("dc1").open();
                var there = cluster.connection("dc2").open()) {
            here.execute("CREATE KEYSPACE everywhere WITH replication = "
                    + "{'class': 'NetworkTopologyStrategy', 'dc1': 1, 'dc2': 1}");
            here.execute("CREATE TABLE everywhere.rows (id int PRIMARY KEY, what text)");
            here.execute("INSERT INTO everywhere.rows (id, what) VALUES (1, 'an envelope')");
            await().atMost(RECOVERY)
                    .ignoreExceptions()
                    .until(() -> there.execute("SELECT what FROM everywhere.rows WHERE id = 1")
                                    .one()
                            != null);
        }
    }

    private static void theUserThatItWasCreatedWithReadsAndDoesNoMore(TestCluster cluster) throws Exception {
        try (var reader = cluster.connection("dc2", "reader").open()) {
            assertThat(reader.execute("SELECT what FROM everywhere.rows WHERE id = 1")
                            .one())
                    .isNotNull();
            for (String deed :
                    List.of("INSERT INTO everywhere.rows (id, what) VALUES (2, '')", "DROP TABLE everywhere.rows")) {
                assertThatThrownBy(() -> reader.execute(deed)).isInstanceOf(UnauthorizedException.class);
            }
        }
    }

    private static Map<String, Object> onePlace(String name, String region) {
        return Map.of(
                "name",
                name,
                "region",
                region,
                "replicationFactor",
                1,
                "nodeGroups",
                List.of(Map.of("instanceType", "local.small", "count", 1)));
    }

    private static void awaitProgress(AcknowledgedWrites writes) {
        await().atMost(RECOVERY).until(() -> writes.acknowledged() > 200);
    }

    /** The control plane says ACTIVE, and the driver reaches every node. */
    private static void awaitWhole(TestCluster cluster, CqlSession session) throws Exception {
        cluster.awaitPhase("ACTIVE");
        await().atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> session.getMetadata().getNodes().values().stream()
                        .allMatch(node -> node.getOpenConnections() > 0));
    }

    private static List<MachineProcess> engines(Installation installation) {
        return installation.processes().stream()
                .filter(process -> process.kind() == Kind.ENGINE)
                .toList();
    }

    private static Set<Long> pids(List<MachineProcess> processes) {
        return processes.stream().map(process -> process.process().pid()).collect(Collectors.toSet());
    }
}
