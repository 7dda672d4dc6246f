package io.kanesh.control.runbook.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Many histories; a single one is printed. */
@ExtendWith(Histories.class)
class SimulationTest {
    @Test
    void everyHistoryKeepsTheInvariantsAndRepeatsItself() {
        Histories.repeatThemselves(SimulationTest.class, SimulationTest::live);
    }

    private static List<String> live(long seed) {
        var simulation = new Simulation(seed, Flaw.NONE);
        try {
            return simulation.live();
        } finally {
            if (Histories.isOne()) {
                var log = LoggerFactory.getLogger(SimulationTest.class);
                simulation.transcript().forEach(line -> log.info("{}", line));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Invariant.class)
    void everyInvariantCatchesWhatItIsThereFor(Invariant invariant) {
        var caught = EnumSet.noneOf(Invariant.class);
        for (long seed = 0; seed < 1_000 && !caught.contains(invariant); seed++) {
            try {
                new Simulation(seed, invariant.caught()).live();
            } catch (Broken broken) {
                caught.add(broken.invariant());
            } catch (RuntimeException anotherConsequence) {
                // A broken engine may also fail in ways that are no invariant's business: try the next seed.
            }
        }
        assertThat(caught).as("caught with the flaw %s", invariant.caught()).contains(invariant);
    }
}
