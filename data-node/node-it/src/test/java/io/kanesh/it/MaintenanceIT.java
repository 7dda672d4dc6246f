package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kanesh.it.installation.ControlPlaneProcess;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.LocalKms;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Maintenance of a cluster under load, with real processes. The load is a driver with its default retries, and its statements are not
 * marked as idempotent: an error is a request that a customer's program would have seen fail.
 */
class MaintenanceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int WRITERS = 2;
    /** {@code -Dkanesh.machines.seed=N} decides in whose turn the control plane is lost; a soak tries all. */
    private static final String TURN = Math.floorMod(Long.getLong("kanesh.machines.seed", 1), 3L) + " of 3 are done";
    /** So many of a steady load say what its 99th percentile is. */
    private static final int STEADY = 400;

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    @TempDir
    private Path folder;

    private Installation installation;
    private TestCluster cluster;

    @BeforeEach
    void awaitTheCluster() throws Exception {
        installation = SHARED.installation();
        cluster = SHARED.cluster();
        cluster.awaitPhase("ACTIVE");
    }

    @Test
    void noClientNoticesARollingRestartAlsoWhenTheControlPlaneIsKilledInItsMiddle() throws Exception {
        var before = pids(Kind.ENGINE);
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "restarted", Map.of("dc1", 3)).start(WRITERS)) {
            more(writes, 50);
            writes.p99Millis();
            more(writes, STEADY);
            var steady = writes.p99Millis();

            var operation = cluster.start(":restart");
            assertRefused("/nodes/" + nodeId(0) + ":replace?force=true", "operation-in-progress");
            assertRefused(":restart", "operation-in-progress");
            awaitWaitingFor(operation, TURN);
            installation.killControlPlane();
            installation.start();
            cluster.awaitOperation(operation);
            var restarting = writes.p99Millis();

            more(writes, 50);
            writes.stop();
            assertThat(writes.reasons()).isEmpty();
            assertThat(writes.lost()).isEmpty();
            System.out.printf(
                    "rolling restart of three nodes under %d writes: 0 errors; 99th percentile %.1f ms before, %.1f ms"
                            + " during%n",
                    writes.acknowledged(), steady, restarting);
        }
        assertThat(pids(Kind.ENGINE)).hasSize(3).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aPausedClusterKeepsItsMachinesAndItsRows() throws Exception {
        var agents = pids(Kind.AGENT);
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "paused", Map.of("dc1", 3)).start(WRITERS)) {
            more(writes, 50);
            writes.stop();
            cluster.perform(":pause");
            cluster.awaitPhase("PAUSED");
            assertThat(pids(Kind.ENGINE)).isEmpty();
            assertThat(pids(Kind.AGENT)).isEqualTo(agents);
            assertRefused(":restart", "cluster-is-paused");

            cluster.perform(":resume");
            cluster.awaitPhase("ACTIVE");
            // Nobody stays connected over a stop of every node.
            try (var resumed = cluster.connection(null).open()) {
                assertThat(writes.acknowledged()).isGreaterThan(50);
                assertThat(writes.lost(resumed)).isEmpty();
            }
        }
        assertRefused(":resume", "cluster-not-paused");
    }

    /**
     * One replica misses writes that the two others acknowledge. Then the key goes, and while every node is sealed one of those two
     * is lost with its machine. While the node in its place fetches its rows, the engine that sends them is killed, and at the second
     * attempt the key goes again. The control plane that replaces it is frozen in the middle of that run, comes back as a zombie, and
     * is killed at last, with the database that it started.
     */
    @Test
    void aNodeThatIsLostWhileSealedIsReplacedByTwoControlPlanesAndNoAcknowledgedWriteIsLost() throws Exception {
        var healthy = nodeId(0);
        var lost = nodeId(2);
        var machines = installation.machineDirectories();
        var lostMachine = installation.machineOf(lost);
        var first = installation.first();
        var second = installation.startSecond();
        try {
            awaitAgents(agent -> agent.contains(first.agentEndpoint()) && agent.contains(second.agentEndpoint()));
            assertRefused("/nodes/" + healthy + ":replace", "node-is-healthy");
            var fetched = writtenToBeFetched();
            var missed = writtenWithoutOne(installation.machineOf(nodeId(1)), () -> loseWhileSealed(lost));
            try (var session = cluster.connection(null).open();
                    var meanwhile = new AcknowledgedWrites(session, "meanwhile", Map.of("dc1", 3)).start(WRITERS)) {
                more(meanwhile, 50);
                var operation = cluster.start("/nodes/" + lost + ":replace?force=true");
                assertRefused(":restart", "operation-in-progress");
                assertRefused(":pause", "operation-in-progress");
                assertRefused("/nodes/" + healthy + ":replace?force=true", "operation-in-progress");
                awaitWaitingFor(operation, "0 of 1 engines serve");
                var fresh = newMachine(machines);
                killASenderWhile(fresh, installation.machineOf(healthy));
                takeTheKeyWhile(fresh, fetched);
                first.freeze();
                installation.speakThrough(second);
                more(meanwhile, 50);
                cluster.awaitOperation(operation);
                awaitAgents(agent -> agent.contains("\"current\":\"" + second.agentEndpoint()));
                var engines = pids(Kind.ENGINE);
                returnsAsAZombieAndDies(first, second, operation);

                awaitWhole(session);
                meanwhile.stop();
                assertThat(meanwhile.lost()).isEmpty();
                assertThat(missed.lost(session)).isEmpty();
                fetched.assertNothingIsLost(session);
                assertThat(pids(Kind.ENGINE)).as("nothing was done twice").isEqualTo(engines);
            }
            assertThat(cluster.nodes())
                    .hasSize(3)
                    .noneMatch(node -> node.get("id").asText().equals(lost));
            assertThat(installation.machineDirectories()).hasSize(3).doesNotContain(lostMachine);
            assertThat(pids(Kind.AGENT)).hasSize(3);
        } finally {
            first.kill();
            installation.start();
            second.stop();
        }
    }

    private interface Loss {
        void happen() throws Exception;
    }

    /** Rows that two replicas have acknowledged and one has not seen; afterwards it is back, and one of those two is lost. */
    private AcknowledgedWrites writtenWithoutOne(Path behind, Loss loss) throws Exception {
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "replaced", Map.of("dc1", 3))) {
            process(behind, Kind.AGENT).freeze();
            process(behind, Kind.ENGINE).kill();
            writes.start(WRITERS);
            more(writes, 500);
            writes.stop();
            process(behind, Kind.AGENT).thaw();
            loss.happen();
            assertThat(writes.acknowledged()).isGreaterThan(500);
            return writes;
        }
    }

    /** Its agent neither acts nor ends, so that nobody starts another one: for the rest of the world its machine is gone. */
    private void loseWhileSealed(String node) throws Exception {
        var scene = new KeyScene(installation, cluster);
        installation.api().post(scene.keyPath() + ":revoke", Map.of()).expect(200);
        try {
            scene.awaitNoEngine(System.nanoTime(), PATIENCE);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(scene.ofNodes("state")).containsOnly("SEALED"));
            process(installation.machineOf(node), Kind.AGENT).freeze();
            awaitCountedAsLost(scene, node);
            assertThat(cluster.phase()).isEqualTo("SEALED");
        } finally {
            installation.api().post(scene.keyPath() + ":restore", Map.of()).expect(200);
        }
        await().atMost(PATIENCE).until(() -> serving() == 2);
        awaitCountedAsLost(scene, node);
    }

    private static void awaitCountedAsLost(KeyScene scene, String node) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(scene.encryption().get("message").asText())
                                .contains("1 node has fallen silent while sealed: " + node));
    }

    private FetchedRows writtenToBeFetched() throws Exception {
        try (var session = cluster.connection(null).open()) {
            return FetchedRows.written(session);
        }
    }

    private Path newMachine(List<Path> before) {
        return installation.machineDirectories().stream()
                .filter(machine -> !before.contains(machine))
                .findFirst()
                .orElseThrow();
    }

    /** A stream that breaks ends the engine that waits for it, and its agent starts another one. */
    private void killASenderWhile(Path fetching, Path sending) throws Exception {
        var engine = frozenWhileItFetches(fetching);
        process(sending, Kind.ENGINE).kill();
        engine.thaw();
        await("another attempt")
                .atMost(PATIENCE)
                .until(() -> engines(fetching)
                        .anyMatch(other ->
                                other.process().pid() != engine.process().pid()));
        await("what the first one left is gone").atMost(PATIENCE).until(() -> !FetchedRows.arriveOn(fetching));
    }

    /** It stands still until those that send have sealed themselves: no stream can be quicker than the key. */
    private void takeTheKeyWhile(Path fetching, FetchedRows rows) throws Exception {
        var scene = new KeyScene(installation, cluster);
        var kms = LocalKms.of(installation);
        var engine = frozenWhileItFetches(fetching);
        var disabled = System.nanoTime();
        kms.disable(cluster);
        try {
            await().atMost(EncryptionIT.BOUND)
                    .until(() -> scene.processes(Kind.ENGINE).size() == 1);
            engine.thaw();
            var sealed = scene.awaitNoEngine(disabled, EncryptionIT.BOUND);
            assertThat(sealed).isLessThan(EncryptionIT.BOUND);
            System.out.printf("disabled while a node fetched its rows, sealed after %d ms%n", sealed.toMillis());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(scene.ofNodes("state")).containsOnly("SEALED"));
            scene.superuserIsRefused();
            rows.assertNotInTheOpen(installation.machineDirectories(), folder);
        } finally {
            kms.enable(cluster);
        }
    }

    private MachineProcess frozenWhileItFetches(Path machine) throws Exception {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> FetchedRows.arriveOn(machine));
        var engine = process(machine, Kind.ENGINE);
        engine.freeze();
        if (!FetchedRows.arriveOn(machine)) {
            engine.thaw();
            throw new AssertionError("all had arrived before the engine stood still");
        }
        return engine;
    }

    private Stream<MachineProcess> engines(Path machine) {
        return installation.processes().stream()
                .filter(process ->
                        process.kind() == Kind.ENGINE && process.machine().equals(machine));
    }

    /** It was frozen while another one did its work. */
    private void returnsAsAZombieAndDies(ControlPlaneProcess zombie, ControlPlaneProcess other, String operation)
            throws Exception {
        zombie.thaw();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        zombie.api().get(operation).body().get("state").asText().equals("SUCCEEDED"));
        awaitAgents(agent -> agent.contains(zombie.agentEndpoint()));
        zombie.kill();
        awaitAgents(agent -> agent.contains("\"current\":\"" + other.agentEndpoint()));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> serving() == 3);
    }

    private static void more(AcknowledgedWrites writes, long count) {
        var from = writes.acknowledged();
        await().atMost(PATIENCE).until(() -> writes.acknowledged() > from + count);
    }

    private void assertRefused(String verb, String code) throws Exception {
        var answer = installation.api().post(cluster.path() + verb, Map.of());
        assertThat(answer.status()).as(verb).isEqualTo(409);
        assertThat(answer.body().get("code").asText()).isEqualTo(code);
        assertThat(answer.body().get("hint").asText()).isNotBlank();
    }

    private void awaitWaitingFor(String operation, String text) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> installation.api().get(operation).body().toString().contains(text));
    }

    /** Every machine's list of control planes, as its agent keeps it. */
    private void awaitAgents(Predicate<String> condition) {
        await().atMost(PATIENCE).until(() -> {
            for (Path machine : installation.machineDirectories()) {
                var kept = machine.resolve("agent/endpoints.json");
                if (!Files.exists(kept) || !condition.test(Files.readString(kept))) {
                    return false;
                }
            }
            return true;
        });
    }

    private long serving() throws Exception {
        var count = 0L;
        for (var node : cluster.nodes()) {
            count += node.get("state").asText().equals("SERVING") ? 1 : 0;
        }
        return count;
    }

    private String nodeId(int node) throws Exception {
        return cluster.nodes().get(node).get("id").asText();
    }

    private MachineProcess process(Path machine, Kind kind) {
        return installation.processes().stream()
                .filter(process -> process.kind() == kind && process.machine().equals(machine))
                .findFirst()
                .orElseThrow();
    }

    private void awaitWhole(CqlSession session) throws Exception {
        cluster.awaitPhase("ACTIVE");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> session.getMetadata().getNodes().values().stream()
                        .allMatch(node -> node.getOpenConnections() > 0));
    }

    private Set<Long> pids(Kind kind) {
        List<MachineProcess> all = installation.processes();
        return all.stream()
                .filter(process -> process.kind() == kind)
                .map(process -> process.process().pid())
                .collect(Collectors.toSet());
    }
}
