package io.kanesh.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.CertificateRequest.Purpose;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.agent.observe.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real agent process, killed and cut off where it hurts. */
class AgentProcessTest {
    private static final long RESIDENT_LIMIT = 128L << 20;

    @TempDir
    Path root;

    private FakeControlPlane controlPlane;
    private TestMachine machine;

    @BeforeEach
    void open() throws IOException {
        controlPlane = new FakeControlPlane(new TestAuthority(), 0);
        machine = new TestMachine(root, controlPlane);
    }

    @AfterEach
    void close() throws Exception {
        machine.close();
        controlPlane.close();
    }

    @Test
    void enrolsStartsTheEngineReportsItAndStaysSmall() throws Exception {
        var agent = machine.startAgent();
        controlPlane.configure(TestMachine.configuration(1, 1, EngineState.RUNNING, 0));
        awaitServing(1);

        var report = lastReport();
        assertThat(report.engine().liveNodes()).containsExactly("127.0.0.1");
        assertThat(report.engine().metrics()).containsEntry("requests", 42.0);
        assertThat(report.disk().quotaBytes()).isEqualTo(1_000_000);
        assertThat(report.engine().restarts()).isZero();
        assertThat(Objects.requireNonNull(report.engine().process()).residentBytes())
                .isPositive();
        for (var key : new String[] {"agent.key", "engine.key"}) {
            var mode = Files.getPosixFilePermissions(machine.directory.agent().resolve(key));
            assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
        }
        assertThat(Files.readString(machine.directory.log().resolve("agent.0.log")))
                .doesNotContain("one-time-token")
                .doesNotContain("PRIVATE KEY");
        assertThat(Processes.figures(agent.pid()).orElseThrow().residentBytes()).isLessThan(RESIDENT_LIMIT);
        assertThat(report.agent().residentBytes()).isLessThan(RESIDENT_LIMIT);
        System.out.printf(
                "agent resident: %d MiB%n",
                Processes.figures(agent.pid()).orElseThrow().residentBytes() >> 20);
    }

    @Test
    void enrolsWithTheSameKeyAfterTheAnswerWasLostAndTheAgentKilled() throws Exception {
        controlPlane.loseEnrolAnswers = true;
        machine.startAgent();
        eventually(() -> !controlPlane.enrolled.isEmpty());
        machine.killAgent();
        controlPlane.loseEnrolAnswers = false;
        machine.startAgent();
        eventually(() -> !controlPlane.reports.isEmpty());
        assertThat(controlPlane.enrolled).hasSizeGreaterThan(1).containsOnly(controlPlane.enrolled.get(0));
    }

    @Test
    void adoptsTheEngineThatOutlivedItsAgent() throws Exception {
        machine.startAgent();
        controlPlane.configure(TestMachine.configuration(1, 1, EngineState.RUNNING, 0));
        awaitServing(1);
        var before = Objects.requireNonNull(machine.engine());
        machine.killAgent();
        assertThat(before.isAlive()).isTrue();

        controlPlane.reports.clear();
        machine.startAgent();
        awaitServing(1);
        assertThat(machine.engine()).isEqualTo(before);
        assertThat(lastReport().engine().restarts()).isZero();

        // Also without its own record, as when it was killed between the start of the process and the note of it.
        machine.killAgent();
        Files.delete(machine.directory.agent().resolve("engine.json"));
        controlPlane.reports.clear();
        machine.startAgent();
        awaitServing(1);
        assertThat(machine.engine()).isEqualTo(before);
        assertThat(machine.told().stream().filter(line -> line.startsWith("process")))
                .hasSize(1);
    }

    @Test
    void refusesALowerGenerationAndFenceAlsoAfterARestart() throws Exception {
        machine.startAgent();
        controlPlane.configure(TestMachine.configuration(5, 3, EngineState.RUNNING, 0));
        awaitServing(5);
        controlPlane.configure(TestMachine.configuration(6, 2, EngineState.STOPPED, 0));
        awaitAgentLog("its fence 2 is below 3");

        machine.killAgent();
        controlPlane.configure(TestMachine.configuration(4, 9, EngineState.STOPPED, 0));
        machine.startAgent();
        awaitAgentLog("its generation 4 is below 5");
        assertThat(machine.engine()).isNotNull();
        assertThat(lastReport().highestFence()).isEqualTo(3);
        assertThat(controlPlane.polls)
                .as("a refused offer is not asked for in a busy loop")
                .isLessThan(30);
    }

    @Test
    void startsTheEngineByItsOwnConfigurationWhenTheControlPlaneIsAway() throws Exception {
        machine.startAgent();
        controlPlane.configure(TestMachine.admitting(1, List.of("10.7.0.0/16", "2001:db8::/32")));
        awaitServing(1);
        var first = Objects.requireNonNull(machine.engine());
        var port = controlPlane.port();
        controlPlane.close();
        awaitAgentLog("the control plane is away");
        assertThat(first.isAlive()).isTrue();

        machine.killAgent();
        first.destroyForcibly();
        first.onExit().join();
        machine.startAgent();
        eventually(() -> machine.engine() != null && !first.equals(machine.engine()));
        // Each engine is told whom to admit with its start, before the first client can be there.
        var admits = "admits [\"10.7.0.0/16\",\"2001:db8::/32\"]";
        eventually(() -> {
            var told = machine.told();
            var starts = Collections.frequency(told, "start");
            return starts >= 2 && Collections.frequency(told, admits) == starts;
        });

        controlPlane = new FakeControlPlane(controlPlane.authority, port);
        controlPlane.configure(TestMachine.admitting(1, List.of("10.7.0.0/16", "2001:db8::/32")));
        awaitServing(1);
        assertThat(lastReport().engine().lastExit()).contains("ended while its agent was away");
    }

    @Test
    void goesToAnotherControlPlaneWhenOneDiesAndWhenOneHangs() throws Exception {
        try (var second = new FakeControlPlane(controlPlane.authority, 0)) {
            for (var each : List.of(controlPlane, second)) {
                each.endpoints = List.of(controlPlane.url(), second.url());
                each.configure(TestMachine.configuration(1, 1, EngineState.RUNNING, 0));
            }
            machine.startAgent();
            // Chance spreads agents, so it may be either.
            eventually(() -> isServing(controlPlane, 1) || isServing(second, 1));
            var used = isServing(controlPlane, 1) ? controlPlane : second;
            var other = used == second ? controlPlane : second;
            var polls = other.polls;
            other.reports.clear();
            var died = used.port();
            used.close();
            eventually(() -> other.polls > polls + 1 && !other.reports.isEmpty());
            var moved = System.nanoTime();

            // From here on it takes calls and never answers them, as a process does that was stopped.
            var hung = other.port();
            other.close();
            try (var silent = new ServerSocket(hung, 50, InetAddress.getLoopbackAddress());
                    var again = new FakeControlPlane(controlPlane.authority, died)) {
                again.configure(TestMachine.configuration(2, 1, EngineState.STOPPED, 0));
                eventually(() -> again.lastReport() != null
                        && Objects.requireNonNull(again.lastReport()).appliedGeneration() == 2);
                assertThat(Duration.ofNanos(System.nanoTime() - moved)).isLessThan(Duration.ofSeconds(60));
                assertThat(silent.isBound()).isTrue();
            }
        }
    }

    @Test
    void renewsBothCertificatesByItself() throws Exception {
        controlPlane.certificateLife = Duration.ofSeconds(8);
        machine.startAgent();
        controlPlane.configure(TestMachine.configuration(1, 1, EngineState.RUNNING, 0));
        eventually(() -> controlPlane.issued.getOrDefault(Purpose.AGENT, 0) >= 2
                && controlPlane.issued.getOrDefault(Purpose.ENGINE, 0) >= 2
                && machine.told().contains("reload-tls"));
        assertThat(controlPlane.enrolled).hasSize(1);
        awaitServing(1);
    }

    @Test
    void waitsLongerAndLongerForAnEngineThatDies() throws Exception {
        machine.engineBehaves("die");
        machine.startAgent();
        controlPlane.configure(TestMachine.configuration(1, 1, EngineState.RUNNING, 0));
        eventually(() -> lastReport().engine().restarts() >= 3);
        var engine = lastReport().engine();
        assertThat(engine.lastExit())
                .contains("exit code 7")
                .contains("INSERT INTO ks.t")
                .doesNotContain("a secret value");
        // 0.5 to 1 s, then 1 to 2 s, then 2 to 4 s lie between four starts.
        assertThat(machine.told().size()).isLessThan(6);

        machine.engineBehaves("well");
        awaitServing(1);
    }

    @Test
    void restartsWhenSettingsChangeAndStopsWhenTold() throws Exception {
        machine.startAgent();
        controlPlane.configure(TestMachine.configuration(1, 1, EngineState.RUNNING, 0));
        awaitServing(1);
        var first = machine.engine();
        controlPlane.configure(TestMachine.configuration(2, 1, EngineState.RUNNING, 1));
        awaitServing(2);
        assertThat(machine.engine()).isNotEqualTo(first);
        assertThat(lastReport().engine().restarts()).isZero();
        assertThat(lastReport().engine().lastExit()).isEqualTo("stopped: its settings have changed");

        controlPlane.configure(TestMachine.configuration(3, 1, EngineState.STOPPED, 1));
        eventually(() -> lastReport().appliedGeneration() == 3);
        assertThat(machine.engine()).isNull();
        assertThat(lastReport().engine().state()).isEqualTo(NodeReport.State.STOPPED);
    }

    @Test
    void restartsAKilledEngineAndSaysHowItDied() throws Exception {
        machine.startAgent();
        controlPlane.configure(TestMachine.configuration(1, 1, EngineState.RUNNING, 0));
        awaitServing(1);
        Objects.requireNonNull(machine.engine()).destroyForcibly();
        eventually(() -> lastReport().engine().restarts() == 1);
        awaitServing(1);
        assertThat(lastReport().engine().lastExit()).startsWith("killed by signal 9");
    }

    @Test
    void answersTasks() throws Exception {
        machine.startAgent();
        controlPlane.configure(TestMachine.configuration(1, 4, EngineState.RUNNING, 0));
        awaitServing(1);
        controlPlane.ask(new AgentTask("t1", 0, AgentTask.LOGS, Map.of("source", "engine", "lines", "5")));
        controlPlane.ask(new AgentTask("t2", 0, AgentTask.LOGS, Map.of("source", "agent", "lines", "5000")));
        controlPlane.ask(new AgentTask("t3", 3, AgentTask.DRAIN, Map.of()));
        controlPlane.ask(new AgentTask("t4", 4, AgentTask.DRAIN, Map.of()));
        controlPlane.ask(new AgentTask("t5", 4, "dance", Map.of()));
        eventually(() -> controlPlane.results.size() == 5);
        assertThat(result("t1").values().get("text")).isEqualTo("INFO slow: SELECT a FROM b.c WHERE k = ? AND n = ?\n");
        assertThat(result("t2").values().get("text")).contains("certificate of the agent");
        assertThat(result("t3").error()).contains("fence");
        assertThat(result("t4").succeeded()).isTrue();
        assertThat(machine.told().stream().filter("drain"::equals)).hasSize(1);
        assertThat(result("t5").error()).contains("does not know");
    }

    @Test
    void aSecondAgentOnTheSameMachineEnds() throws Exception {
        machine.startAgent();
        eventually(() -> !controlPlane.reports.isEmpty());
        var second = machine.startSecondAgent();
        assertThat(second.waitFor()).isEqualTo(3);
    }

    private TaskResult result(String id) {
        return Objects.requireNonNull(controlPlane.results.get(id));
    }

    private NodeReport lastReport() {
        await().atMost(Duration.ofSeconds(30)).until(() -> controlPlane.lastReport() != null);
        return Objects.requireNonNull(controlPlane.lastReport());
    }

    private void awaitServing(long generation) {
        eventually(() -> isServing(controlPlane, generation));
    }

    private static boolean isServing(FakeControlPlane told, long generation) {
        var report = told.lastReport();
        return report != null
                && report.appliedGeneration() == generation
                && report.engine().state() == NodeReport.State.SERVING;
    }

    private void awaitAgentLog(String text) {
        eventually(() ->
                Files.readString(machine.directory.log().resolve("agent.0.log")).contains(text));
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(condition);
    }
}
