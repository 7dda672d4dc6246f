package io.kanesh.control.cloud.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.cloud.CloudFault;
import io.kanesh.control.cloud.Machine;
import io.kanesh.control.cloud.MachineRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults, the clock, and what outlives the control plane. */
class SimulatedCloudTest {
    private final Path directory;
    private SimulatedCloud cloud;

    SimulatedCloudTest(@TempDir Path directory) {
        this.directory = directory;
        this.cloud = open();
    }

    private SimulatedCloud open() {
        return new SimulatedCloud(directory, 100, Clock.systemUTC(), new SplittableRandom(7)).started();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private static MachineRequest request(String token) {
        return new MachineRequest(token, "sim-1", "sim-1a", "sim.small", "{}", Map.of("kanesh-node", token));
    }

    private static Weather weather(int failing, int throttled, int slow, int dead, @Nullable Integer room) {
        return new Weather(100, failing, throttled, slow, dead, room);
    }

    private void awaitState(String id, Machine.State state) {
        await().until(() -> cloud.describe(id).orElseThrow().state() == state);
    }

    @Test
    void machinesAreFoundAgainByTheNextControlPlane() {
        String id = cloud.launch(request("kept")).id();
        String gone = cloud.launch(request("gone")).id();
        awaitState(id, Machine.State.RUNNING);
        cloud.terminate(gone);
        awaitState(gone, Machine.State.TERMINATED);
        cloud.close();

        cloud = open();

        assertThat(cloud.describe(id)).map(Machine::state).contains(Machine.State.RUNNING);
        assertThat(cloud.launch(request("gone")).state()).isEqualTo(Machine.State.TERMINATED);
        assertThat(cloud.launch(request("new")).id()).isNotIn(id, gone);
    }

    @Test
    void aZoneWithoutRoomRefuses() {
        cloud.become(weather(0, 0, 0, 0, 1));
        String first = cloud.launch(request("first")).id();

        assertThatThrownBy(() -> cloud.launch(request("second")))
                .isInstanceOfSatisfying(
                        CloudFault.class, fault -> assertThat(fault.kind()).isEqualTo(CloudFault.Kind.OUT_OF_CAPACITY))
                .hasMessageContaining("machinesPerZone");
        assertThat(cloud.launch(request("first")).id()).isEqualTo(first);
        cloud.terminate(first);
        assertThat(cloud.launch(request("second")).state()).isEqualTo(Machine.State.PENDING);
    }

    @Test
    void everyCallMayFailOrBeThrottled() {
        cloud.become(weather(100, 0, 0, 0, null));
        assertThatThrownBy(() -> cloud.launch(request("x"))).hasMessageContaining("Simulated fault");
        cloud.become(weather(0, 100, 0, 0, null));
        assertThatThrownBy(() -> cloud.describe("x"))
                .isInstanceOfSatisfying(
                        CloudFault.class,
                        fault -> assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void aDeadMachineNeverStartsAndSaysThatThisIsSimulated() {
        cloud.become(weather(0, 0, 0, 100, null));
        String dead = cloud.launch(request("dead")).id();
        cloud.become(Weather.fair(100));
        String well = cloud.launch(request("well")).id();
        awaitState(well, Machine.State.RUNNING);

        assertThat(cloud.describe(dead).orElseThrow().state()).isEqualTo(Machine.State.PENDING);
        assertThat(cloud.describe(dead).orElseThrow().stateReason()).contains("simulated fault");
    }

    @Test
    void aLostMachineIsTerminatedWithAReason() {
        String id = cloud.launch(request("lost")).id();
        awaitState(id, Machine.State.RUNNING);

        cloud.befall(id, SimulatedMachine.Fault.LOSE);

        assertThat(cloud.describe(id).orElseThrow().state()).isEqualTo(Machine.State.TERMINATED);
        assertThat(cloud.describe(id).orElseThrow().stateReason()).contains("lost");
        assertThat(cloud.machine(id)).isEmpty();
    }

    @Test
    void timePassesFasterWithoutAJump() {
        var real = new Instant[] {Instant.parse("2026-01-01T00:00:00Z")};
        var clock = new SimulatedClock(() -> real[0], 1);
        real[0] = real[0].plusSeconds(10);
        assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:10Z");
        clock.pass(60);
        assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:10Z");
        real[0] = real[0].plusSeconds(1);
        assertThat(clock.instant()).isEqualTo("2026-01-01T00:01:10Z");
    }
}
