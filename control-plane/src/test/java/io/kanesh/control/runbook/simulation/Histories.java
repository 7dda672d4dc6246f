package io.kanesh.control.runbook.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.kanesh.control.runbook.execution.RunExecutor;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * The histories that a test of a simulation lives through: {@code -Dkanesh.simulation.seed=N} for one, {@code …seeds=N} for so many,
 * {@code …first=N} from that one on. As an extension it keeps the runbook engine silent meanwhile, which would tell of each fault.
 */
public final class Histories implements BeforeAllCallback, AfterAllCallback {
    private static final Logger ENGINE = (Logger) LoggerFactory.getLogger(RunExecutor.class);

    /** Lives through each twice, and wants the same transcript both times. */
    public static void repeatThemselves(Class<?> test, LongFunction<List<String>> live) {
        Long one = one();
        long from = Long.getLong("kanesh.simulation.first", 0);
        var seeds = one != null
                ? LongStream.of(one)
                : LongStream.range(from, from + Long.getLong("kanesh.simulation.seeds", 1_000));
        seeds.forEach(seed -> {
            try {
                assertThat(live.apply(seed)).isEqualTo(live.apply(seed));
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError(replay(test, seed), failed);
            }
        });
    }

    /** Whether somebody looks at a single one. */
    static boolean isOne() {
        return one() != null;
    }

    private static @Nullable Long one() {
        return Long.getLong("kanesh.simulation.seed");
    }

    private static String replay(Class<?> test, long seed) {
        return "seed " + seed + "; replay it with: mvn -pl control-plane -am test -Dtest=" + test.getSimpleName()
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dkanesh.simulation.seed=" + seed;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ENGINE.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ENGINE.setLevel(null);
    }
}
