package io.kanesh.control.cluster.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.cluster.runbooks.MaintenanceInvariant.Broken;
import io.kanesh.control.runbook.simulation.Histories;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many histories of maintenance. */
@ExtendWith(Histories.class)
class MaintenanceSimulationTest {
    @Test
    void everyHistoryKeepsTheInvariantsAndRepeatsItself() {
        Histories.repeatThemselves(
                MaintenanceSimulationTest.class, seed -> new MaintenanceSimulation(seed, MaintenanceFlaw.NONE).live());
    }

    @ParameterizedTest
    @EnumSource(MaintenanceInvariant.class)
    void eachInvariantCatchesItsFlaw(MaintenanceInvariant invariant) {
        assertThat(invariant.caught()).isNotEqualTo(MaintenanceFlaw.NONE);
        assertThatThrownBy(() -> LongStream.range(0, 300)
                        .forEach(seed -> new MaintenanceSimulation(seed, invariant.caught()).live()))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.invariant()).isEqualTo(invariant));
    }
}
