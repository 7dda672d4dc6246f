package io.kanesh.control.cluster.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.kanesh.control.cluster.runbooks.MaintenanceInvariant.Broken;
import io.kanesh.control.runbook.execution.RunExecutor;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Many histories of maintenance. {@code -Dkanesh.simulation.seed=N} lives through one, {@code …seeds=N} through so many, {@code …first=N} from
 * that one on.
 */
class MaintenanceSimulationTest {
    private static final Logger ENGINE = (Logger) LoggerFactory.getLogger(RunExecutor.class);

    @BeforeAll
    static void silence() {
        ENGINE.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        ENGINE.setLevel(null);
    }

    @Test
    void everyHistoryKeepsTheInvariantsAndRepeatsItself() {
        Long one = Long.getLong("kanesh.simulation.seed");
        long from = Long.getLong("kanesh.simulation.first", 0);
        var seeds = one != null
                ? LongStream.of(one)
                : LongStream.range(from, from + Long.getLong("kanesh.simulation.seeds", 1_000));
        seeds.forEach(seed -> assertThat(live(seed)).as(replay(seed)).isEqualTo(live(seed)));
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

    private static List<String> live(long seed) {
        try {
            return new MaintenanceSimulation(seed, MaintenanceFlaw.NONE).live();
        } catch (Broken | AssertionError broken) {
            throw new AssertionError(replay(seed), broken);
        }
    }

    private static String replay(long seed) {
        return "replay with: mvn -pl control-plane -am test -Dtest=MaintenanceSimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dkanesh.simulation.seed=" + seed;
    }
}
