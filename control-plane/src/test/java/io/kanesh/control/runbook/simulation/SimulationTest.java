package io.kanesh.control.runbook.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.kanesh.control.runbook.execution.RunExecutor;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Many histories. {@code -Dkanesh.simulation.seed=N} lives through one and prints it, {@code -Dkanesh.simulation.seeds=N} through
 * so many, {@code -Dkanesh.simulation.first=N} from that one on.
 */
class SimulationTest {
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
        seeds.forEach(seed -> {
            var first = live(seed, one != null);
            assertThat(live(seed, false)).as(replay(seed)).isEqualTo(first);
        });
    }

    private static List<String> live(long seed, boolean isTold) {
        var simulation = new Simulation(seed, Flaw.NONE);
        try {
            return simulation.live();
        } catch (Broken | RuntimeException failed) {
            throw new AssertionError(replay(seed), failed);
        } finally {
            if (isTold) {
                var log = LoggerFactory.getLogger(SimulationTest.class);
                simulation.transcript().forEach(line -> log.info("{}", line));
            }
        }
    }

    private static String replay(long seed) {
        return "seed " + seed + "; replay it with: mvn -pl control-plane -am test -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dkanesh.simulation.seed=" + seed;
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
