package io.kanesh.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.Encryption.Drill;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.api.KeyReport.State;
import io.kanesh.agent.api.NodeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real agent process and a real local KMS; the engine is a stand-in. Times of the lease are seconds instead of minutes. */
class AgentKeysTest {
    @TempDir
    Path root;

    private FakeControlPlane controlPlane;
    private TestMachine machine;
    private TestKms kms;

    @BeforeEach
    void open() throws IOException {
        kms = TestKms.fresh();
        controlPlane = new FakeControlPlane(new TestAuthority(), 0);
        machine = new TestMachine(root, controlPlane);
    }

    @AfterEach
    void close() throws Exception {
        machine.close();
        controlPlane.close();
        kms.reachable();
    }

    @Test
    void sealsWhenTheKeyIsDisabledAndServesAgainByItself() throws Exception {
        start();
        var active = key(State.ACTIVE);
        assertThat(active.keyUri()).isEqualTo(TestKms.KEY);
        assertThat(active.keyVersion()).isNotNull();
        assertThat(active.leaseTerms()).isNotNull();
        assertThat(active.nextDeadline()).isNotNull();
        assertThat(machine.told()).containsSubsequence("keys", "start");
        eventually(() -> machine.told().contains("lease"));

        kms.disable(TestKms.KEY);
        var sealed = key(State.SEALED);
        assertThat(sealed.cause()).isNotNull();
        assertThat(sealed.cause().faultClass()).isEqualTo("REVOKED");
        assertThat(sealed.cause().message()).containsIgnoringCase("disabled");
        assertThat(sealed.sealMillis()).isNotNull().isLessThan(30_000);
        assertThat(sealed.nextDeadline()).isNull();
        assertThat(engineState()).isEqualTo(NodeReport.State.SEALED);
        assertThat(machine.engine()).isNull();
        assertThat(machine.told()).contains("seal");
        assertThat(report().engine().restarts()).as("a seal is no crash").isZero();

        kms.enable(TestKms.KEY);
        key(State.ACTIVE);
        eventually(() -> engineState() == NodeReport.State.SERVING);
        assertThat(report().engine().restarts()).isZero();
    }

    @Test
    void goesOnInAnOutageShowsTheCountdownAndSealsAtItsEnd() throws Exception {
        start();
        kms.unreachable();
        var degraded = key(State.DEGRADED);
        assertThat(Instant.parse(Objects.requireNonNull(degraded.nextDeadline())))
                .isBefore(Instant.now().plusSeconds(6));
        assertThat(machine.engine()).as("an outage is no revoke").isNotNull();
        key(State.SEALED);
        eventually(() -> machine.engine() == null);
        kms.reachable();
        eventually(() -> engineState() == NodeReport.State.SERVING);
    }

    @Test
    void waitsForAKmsThatIsAwayAtStart() throws Exception {
        kms.unreachable();
        machine.startAgent();
        controlPlane.configure(TestMachine.configuration(1, 1, running(), 0));
        var waiting = key(State.WAITING_FOR_KMS);
        assertThat(waiting.keyringVersion()).isZero();
        assertThat(engineState()).isNotEqualTo(NodeReport.State.BACKING_OFF);
        assertThat(machine.told()).isEmpty();
        kms.reachable();
        eventually(() -> engineState() == NodeReport.State.SERVING);
    }

    @Test
    void aNewAgentTakesTheLeaseOverFromTheEngineAndExtendsNothing() throws Exception {
        start();
        kms.unreachable();
        machine.killAgent();
        controlPlane.reports.clear();
        machine.startAgent();
        assertThat(key(State.DEGRADED).lastGoodAt()).isNotNull();
        key(State.SEALED);
        eventually(() -> machine.engine() == null);
    }

    @Test
    void aKeyringThatIsGoneIsNeverReplacedSilently() throws Exception {
        start();
        machine.killAgent();
        var engine = Objects.requireNonNull(machine.engine());
        engine.destroyForcibly();
        engine.onExit().join();
        Files.createDirectories(machine.directory.data().resolve("files"));
        Files.writeString(machine.directory.data().resolve("files/anything"), "x");
        Files.delete(machine.directory.data().resolve("keyring/keyring.1"));
        Files.delete(machine.directory.data().resolve("keyring/keyring.2"));
        controlPlane.reports.clear();
        machine.startAgent();
        assertThat(Objects.requireNonNull(key(State.TAMPERED).cause()).message())
                .contains("no keyring");
        assertThat(machine.engine()).isNull();
    }

    @Test
    void renewsTheNodeKeyAndChangesTheMasterKeyWithoutARestart() throws Exception {
        start();
        var before = key(State.ACTIVE);
        kms.rotate();
        controlPlane.configure(TestMachine.encrypted(2, TestKms.encryption(draft -> draft.renewed(1))));
        eventually(() -> machine.told().contains("rotate"));

        controlPlane.configure(TestMachine.encrypted(
                3, TestKms.encryption(draft -> draft.renewed(1).under(TestKms.OTHER_KEY))));
        eventually(() -> machine.told().contains("recipients"));
        assertThat(machine.told().stream().filter(line -> line.startsWith("process")))
                .hasSize(1);
        assertThat(before.nodeKeyGeneration()).isZero();
        eventually(() -> key().nodeKeyGeneration() == 1);
    }

    @Test
    void withoutAnEngineItWritesTheKeyringItself() throws Exception {
        machine.startAgent();
        var stopped = TestMachine.configuration(1, 1, EngineState.STOPPED, 0);
        controlPlane.configure(stopped);
        var before = key(State.ACTIVE);
        controlPlane.configure(new DesiredConfiguration(
                stopped.clusterId(),
                stopped.nodeId(),
                2,
                1,
                stopped.engineState(),
                stopped.engine(),
                TestKms.encryption(draft -> draft.renewed(1).under(TestKms.OTHER_KEY)),
                null));
        eventually(() ->
                key().recipients().equals(List.of(new KeyReport.Recipient(TestKms.OTHER_KEY, key().keyVersion())))
                        && key().nodeKeyGeneration() == 1);
        assertThat(key().nodeKeyId()).isNotEqualTo(before.nodeKeyId());
        kms.disable(TestKms.KEY);
        assertThat(key().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void locksFromOurSideAndPlaysARehearsal() throws Exception {
        start();
        controlPlane.configure(TestMachine.encrypted(2, TestKms.encryption(TestKms.Draft::lock)));
        assertThat(Objects.requireNonNull(key(State.SEALED).cause()).faultClass())
                .isEqualTo("LOCKED");
        eventually(() -> machine.engine() == null);
        controlPlane.configure(TestMachine.encrypted(3, TestKms.encryption()));
        eventually(() -> engineState() == NodeReport.State.SERVING);

        var until = Instant.now().plusSeconds(6).toString();
        var drill = new Drill("drill_1", Drill.Kind.DENIED, until);
        controlPlane.configure(TestMachine.encrypted(4, TestKms.encryption(draft -> draft.rehearsing(drill))));
        var sealed = key(State.SEALED);
        assertThat(sealed.drillId()).isEqualTo("drill_1");
        assertThat(Objects.requireNonNull(sealed.cause()).faultClass()).isEqualTo("DRILL");
        // It ends by itself.
        eventually(() -> engineState() == NodeReport.State.SERVING);
    }

    @Test
    void tellsWhatItAskedTheKmsForAndAsksAgainOnAHint() throws Exception {
        start();
        var parameters = Map.of("from", "0", "lines", "100");
        controlPlane.ask(new AgentTask("t1", 1, AgentTask.KEY_ACCESSES, parameters));
        controlPlane.ask(new AgentTask("t2", 1, AgentTask.KMS_VALIDATE, Map.of()));
        eventually(() -> controlPlane.results.containsKey("t1") && controlPlane.results.containsKey("t2"));
        var text =
                Objects.requireNonNull(controlPlane.results.get("t1")).values().get("text");
        assertThat(text).contains("\"operation\":\"generate\"", "\"reason\":\"hand-over\"", TestKms.KEY);
        assertThat(Files.readString(machine.directory.log().resolve("agent.0.log")))
                .doesNotContain(TestKms.encryption().key().settings().get("secret"));
    }

    private static EngineState running() {
        return EngineState.RUNNING;
    }

    private void start() throws Exception {
        machine.startAgent();
        controlPlane.configure(TestMachine.configuration(1, 1, running(), 0));
        eventually(() -> engineState() == NodeReport.State.SERVING);
        key(State.ACTIVE);
    }

    private NodeReport report() {
        return Objects.requireNonNull(controlPlane.lastReport());
    }

    private NodeReport.State engineState() {
        return report().engine().state();
    }

    private KeyReport key() {
        return Objects.requireNonNull(report().key());
    }

    private KeyReport key(State state) {
        eventually(() -> key().state() == state);
        return key();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(condition);
    }
}
