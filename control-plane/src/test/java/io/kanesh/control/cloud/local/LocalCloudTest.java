package io.kanesh.control.cloud.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.cloud.CloudFault;
import io.kanesh.control.cloud.CloudProvider;
import io.kanesh.control.cloud.Machine;
import io.kanesh.control.cloud.MachineRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the local cloud promises beyond the contract: it is the machines' init system, and touches nothing else. */
class LocalCloudTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final LocalInstallation installation;

    LocalCloudTest(@TempDir Path directory) {
        this.directory = directory;
        installation = new LocalInstallation(directory);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    private static MachineRequest request(String token, String bootstrap) {
        return new MachineRequest(token, "local-1", "local-1b", "local.small", bootstrap, Map.of());
    }

    private Machine awaitRunning(CloudProvider cloud, String id) {
        return await().atMost(PATIENCE)
                .until(() -> cloud.describe(id).orElseThrow(), machine -> machine.state() == Machine.State.RUNNING);
    }

    private ProcessIdentity onlyAgent() {
        return await().atMost(PATIENCE)
                .until(installation::agents, agents -> agents.size() == 1)
                .get(0);
    }

    @Test
    void aDeadAgentIsStartedAgainAtTheSameAddress() {
        CloudProvider cloud = installation.open();
        String id = cloud.launch(request("t", "{}")).id();
        String address = awaitRunning(cloud, id).address();
        ProcessIdentity first = onlyAgent();

        installation.processes.kill(first);

        await().atMost(PATIENCE).until(installation::agents, agents -> agents.size() == 1 && !agents.contains(first));
        assertThat(awaitRunning(cloud, id).address()).isEqualTo(address);
    }

    @Test
    void anotherControlPlaneAdoptsTheAgentAndDoesNotStartASecondOne() {
        CloudProvider cloud = installation.open();
        String id = cloud.launch(request("t", "{}")).id();
        awaitRunning(cloud, id);
        ProcessIdentity agent = onlyAgent();
        installation.closeControlPlane();
        assertThat(installation.processes.isAlive(agent)).isTrue();

        CloudProvider next = installation.open();

        assertThat(awaitRunning(next, id).id()).isEqualTo(id);
        next.terminate("i-0");
        assertThat(installation.agents()).containsExactly(agent);
    }

    @Test
    void aProcessWithTheRecordedPidButAnotherIdentityIsNotTouched() throws Exception {
        CloudProvider cloud = installation.open();
        String id = cloud.launch(request("t", "{}")).id();
        awaitRunning(cloud, id);
        ProcessIdentity agent = onlyAgent();
        installation.closeControlPlane();
        installation.processes.kill(agent);
        await().atMost(PATIENCE).until(() -> !installation.processes.isAlive(agent));
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            // As if the pid had been given to another process since, or the computer had been started anew.
            Path record = installation.home.resolve("machines").resolve(id).resolve("instance.json");
            String text = Files.readString(record);
            Files.writeString(record, text.replace("\"pid\":" + agent.pid(), "\"pid\":" + stranger.pid()));

            CloudProvider next = installation.open();
            ProcessIdentity restarted = onlyAgent();
            next.terminate(id);

            await().atMost(PATIENCE).until(() -> next.describe(id).orElseThrow().state() == Machine.State.TERMINATED);
            assertThat(installation.processes.isAlive(restarted)).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void terminateEndsAgentAndEngineEvenStubbornOnesAndLeavesNoFile() {
        CloudProvider cloud = installation.open();
        String id = cloud.launch(request("t", "{\"engine\":true,\"stubborn\":true}"))
                .id();
        awaitRunning(cloud, id);
        await().atMost(PATIENCE).until(() -> installation.engines().size() == 1);

        cloud.terminate(id);

        await().atMost(PATIENCE).until(() -> cloud.describe(id).orElseThrow().state() == Machine.State.TERMINATED);
        assertThat(installation.agents()).isEmpty();
        assertThat(installation.engines()).isEmpty();
        assertThat(installation.home.resolve("machines").resolve(id)).doesNotExist();
    }

    @Test
    void theBootstrapDocumentIsForTheOwnerOnlyAndTheAgentSeesNoSecretOfOurs() throws IOException {
        CloudProvider cloud = installation.open();
        String id = cloud.launch(request("t", "{\"x\":1}")).id();
        awaitRunning(cloud, id);

        Path bootstrap = installation.home.resolve("machines").resolve(id).resolve("bootstrap.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bootstrap)))
                .isEqualTo("rw-------");
        String environment = Files.readString(Path.of("/proc/" + onlyAgent().pid() + "/environ"));
        assertThat(environment).contains("PATH=").doesNotContain("KANESH_").doesNotContain("MAVEN");
    }

    @Test
    void anAgentLeadsASessionOfItsOwnAndInheritsNoFile() throws IOException {
        CloudProvider cloud = installation.open();
        String id = cloud.launch(request("t", "{}")).id();
        awaitRunning(cloud, id);
        long pid = onlyAgent().pid();

        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]).isEqualTo(Long.toString(pid));
        // Its own sockets are its own affair; what it must not hold is one of ours, or a lock of ours.
        assertThat(openFiles("self")).anyMatch(path -> path.startsWith("socket:"));
        assertThat(openFiles(Long.toString(pid))).doesNotContainAnyElementsOf(openFiles("self"));
    }

    /** Sockets and locks that a process holds; a socket's number is the same in whoever inherited it. */
    private static Set<String> openFiles(String process) throws IOException {
        try (var files = Files.list(Path.of("/proc/" + process + "/fd"))) {
            return files.map(LocalCloudTest::target)
                    .filter(path -> path.endsWith(".lock") || path.startsWith("socket:"))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Test
    void withoutEnoughMemoryTheRefusalSaysWhatIsFreeAndWhatIsNeeded() {
        CloudProvider cloud = installation.withMemory(3_000L << 20).open();
        cloud.launch(request("one", "{}"));
        cloud.launch(request("two", "{}"));

        assertThatThrownBy(() -> cloud.launch(request("three", "{}")))
                .isInstanceOfSatisfying(
                        CloudFault.class, fault -> assertThat(fault.kind()).isEqualTo(CloudFault.Kind.OUT_OF_CAPACITY))
                .hasMessageContaining("a local.small needs 1280 MiB");
        assertThat(cloud.list(Map.of())).hasSize(2);
    }

    @Test
    void theConfiguredLimitCountsWhatIsGivenOut() {
        CloudProvider cloud = installation.withLimit(2_000).open();
        cloud.launch(request("one", "{}"));

        assertThatThrownBy(() -> cloud.launch(request("two", "{}")))
                .hasMessageContaining("may use 2000 MiB")
                .hasMessageContaining("1280 MiB are given out");
    }

    @Test
    void twoInstallationsDoNotShareAnAddress() {
        CloudProvider here = installation.open();
        try (var other = new LocalInstallation(directory.resolve("other"))) {
            CloudProvider there = other.open();
            String one = here.launch(request("t", "{}")).id();
            String two = there.launch(request("t", "{}")).id();

            assertThat(Objects.requireNonNull(awaitRunning(here, one).address()))
                    .isNotEqualTo(awaitRunning(there, two).address());
        }
    }

    @Test
    void twoControlPlanesOfOneHomeSeeTheSameMachinesAndTheSecondTakesOver() {
        CloudProvider first = installation.open();
        try (var other = installation.beside()) {
            CloudProvider second = other.open();
            String here = first.launch(request("one", "{}")).id();
            String there = second.launch(request("two", "{}")).id();
            awaitRunning(second, here);
            awaitRunning(first, there);
            assertThat(second.launch(request("one", "{}")).id()).isEqualTo(here);
            await().atMost(PATIENCE).until(() -> installation.agents().size() == 2);

            installation.closeControlPlane();
            installation.agents().forEach(installation.processes::kill);
            await().atMost(PATIENCE).until(() -> installation.agents().size() == 2);
        }
    }

    @Test
    void whoeverSupervisesAndSaysNothingIsStoodInFor() throws IOException {
        try (var hung = new MachineDirectories(installation.home)
                .tryLock()
                .orElseThrow()
                .acquiredBy()) {
            new MachineDirectories(installation.home).beat();
            CloudProvider cloud = installation.open();
            String id = cloud.launch(request("t", "{}")).id();
            Path beat = installation.home.resolve("machines/.supervisor");
            Files.setLastModifiedTime(beat, FileTime.from(Instant.now().minusSeconds(60)));
            awaitRunning(cloud, id);
            assertThat(hung.isOpen()).isTrue();
        }
    }

    @Test
    void stopEndsEverythingAndTheNextControlPlaneStartsItAgain() {
        CloudProvider cloud = installation.open();
        String id = cloud.launch(request("t", "{\"engine\":true}")).id();
        String address = awaitRunning(cloud, id).address();
        await().atMost(PATIENCE).until(() -> installation.engines().size() == 1);
        assertThat(installation.run("stop")).startsWith("3: A control plane supervises");
        installation.closeControlPlane();

        assertThat(installation.run("stop")).startsWith("0: Stopping 1 agent");
        assertThat(installation.agents()).isEmpty();
        assertThat(installation.engines()).isEmpty();
        assertThat(installation.run("list")).contains(id).contains("agent not running");

        CloudProvider next = installation.open();
        onlyAgent();
        assertThat(awaitRunning(next, id).address()).isEqualTo(address);
    }

    @Test
    void forgettingLeavesNothing() {
        CloudProvider cloud = installation.open();
        awaitRunning(cloud, cloud.launch(request("t", "{\"engine\":true}")).id());
        installation.closeControlPlane();

        assertThat(installation.run("terminate")).startsWith("0: ").contains("Removed every local machine");

        assertThat(installation.home.resolve("machines")).doesNotExist();
        assertThat(installation.run("terminate")).startsWith("0: There are no local machines");
        assertThat(installation.run("dance")).startsWith("2: usage");
    }
}
