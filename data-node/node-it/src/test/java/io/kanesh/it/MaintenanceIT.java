package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.MachineProcess.Kind;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.it.workload.AcknowledgedWrites;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Maintenance of a cluster under load, with real processes. The load is a driver with its default retries, and its statements are not
 * marked as idempotent: an error is a request that a customer's program would have seen fail.
 */
class MaintenanceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int WRITERS = 2;

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    @Test
    void aRollingRestartIsNotNoticedByAClient() throws Exception {
        var cluster = SHARED.cluster();
        cluster.awaitPhase("ACTIVE");
        var before = pids(Kind.ENGINE);
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "restarted", Map.of("dc1", 3)).start(WRITERS)) {
            await().atMost(PATIENCE).until(() -> writes.acknowledged() > 200);
            cluster.perform(":restart");
            var after = writes.acknowledged();
            await().atMost(PATIENCE).until(() -> writes.acknowledged() > after + 200);
            writes.stop();
            assertThat(writes.reasons()).isEmpty();
            assertThat(writes.lost()).isEmpty();
        }
        assertThat(pids(Kind.ENGINE)).hasSize(3).doesNotContainAnyElementsOf(before);
    }

    @Test
    void theControlPlaneIsRestartedAndKilledAndNoClientNoticesIt() throws Exception {
        var cluster = SHARED.cluster();
        cluster.awaitPhase("ACTIVE");
        var engines = pids(Kind.ENGINE);
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "left_alone", Map.of("dc1", 3)).start(WRITERS)) {
            await().atMost(PATIENCE).until(() -> writes.acknowledged() > 200);
            SHARED.installation().stop();
            SHARED.installation().start();
            SHARED.installation().killControlPlane();
            SHARED.installation().start();
            cluster.awaitPhase("ACTIVE");
            writes.stop();
            assertThat(writes.reasons()).isEmpty();
            assertThat(writes.lost()).isEmpty();
        }
        assertThat(pids(Kind.ENGINE)).isEqualTo(engines);
    }

    @Test
    void aPausedClusterKeepsItsMachinesAndItsRows() throws Exception {
        var cluster = SHARED.cluster();
        cluster.awaitPhase("ACTIVE");
        var agents = pids(Kind.AGENT);
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "paused", Map.of("dc1", 3)).start(WRITERS)) {
            await().atMost(PATIENCE).until(() -> writes.acknowledged() > 200);
            writes.stop();
            cluster.perform(":pause");
            cluster.awaitPhase("PAUSED");
            assertThat(pids(Kind.ENGINE)).isEmpty();
            assertThat(pids(Kind.AGENT)).isEqualTo(agents);

            cluster.perform(":resume");
            awaitWhole(cluster, session);
            assertThat(writes.lost()).isEmpty();
        }
    }

    /** One replica misses writes that the two others acknowledge; then one of those two is lost with its machine. */
    @Test
    void aReplacedNodeLosesNoAcknowledgedWrite() throws Exception {
        var cluster = SHARED.cluster();
        cluster.awaitPhase("ACTIVE");
        var installation = SHARED.installation();
        Path behind = machineOf(cluster, 1);
        Path lost = machineOf(cluster, 2);
        String lostNode = cluster.nodes().get(2).get("id").asText();
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "replaced", Map.of("dc1", 3))) {
            process(installation, behind, Kind.AGENT).freeze();
            process(installation, behind, Kind.ENGINE).kill();
            writes.start(WRITERS);
            await().atMost(PATIENCE).until(() -> writes.acknowledged() > 1_000);
            writes.stop();
            process(installation, lost, Kind.AGENT).freeze();
            process(installation, lost, Kind.ENGINE).kill();
            process(installation, behind, Kind.AGENT).thaw();
            await().atMost(PATIENCE).until(() -> serves(cluster, 1));

            cluster.perform("/nodes/" + lostNode + ":replace?force=true");

            awaitWhole(cluster, session);
            assertThat(writes.acknowledged()).isGreaterThan(1_000);
            assertThat(writes.lost()).isEmpty();
        }
        assertThat(cluster.nodes())
                .hasSize(3)
                .noneMatch(node -> node.get("id").asText().equals(lostNode));
        assertThat(installation.machineDirectories()).hasSize(3).doesNotContain(lost);
        assertThat(pids(Kind.AGENT)).hasSize(3);
        cluster.perform(":repair");
    }

    private static boolean serves(TestCluster cluster, int node) throws Exception {
        return cluster.nodes().get(node).get("state").asText().equals("SERVING");
    }

    /** The machine that was told to be that node. */
    private static Path machineOf(TestCluster cluster, int node) throws Exception {
        String id = cluster.nodes().get(node).get("id").asText();
        for (Path machine : SHARED.installation().machineDirectories()) {
            if (Files.readString(machine.resolve("bootstrap.json")).contains(id)) {
                return machine;
            }
        }
        throw new AssertionError("no machine is node " + id);
    }

    private static MachineProcess process(Installation installation, Path machine, Kind kind) {
        return installation.processes().stream()
                .filter(process -> process.kind() == kind && process.machine().equals(machine))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitWhole(TestCluster cluster, CqlSession session) throws Exception {
        cluster.awaitPhase("ACTIVE");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> session.getMetadata().getNodes().values().stream()
                        .allMatch(node -> node.getOpenConnections() > 0));
    }

    private static Set<Long> pids(Kind kind) {
        List<MachineProcess> all = SHARED.installation().processes();
        return all.stream()
                .filter(process -> process.kind() == kind)
                .map(process -> process.process().pid())
                .collect(Collectors.toSet());
    }
}
