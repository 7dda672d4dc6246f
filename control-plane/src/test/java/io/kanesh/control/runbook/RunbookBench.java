package io.kanesh.control.runbook;

import static org.awaitility.Awaitility.await;

import io.kanesh.control.ControlPlane;
import io.kanesh.control.TestPostgres;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.shared.Id.OperationId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Steps per second of the whole engine (journal, scheduler, one PostgreSQL), with steps that do nothing. Run by {@code ./kanesh
 * bench runbook}, which also runs the takeover test for its figure; no part of the tests.
 */
class RunbookBench {
    private static final Logger LOG = LoggerFactory.getLogger(RunbookBench.class);
    private static final int RUNS = 400;

    @Test
    void stepsPerSecond(@TempDir Path directory) {
        try (var context = new SpringApplicationBuilder(ControlPlane.class)
                .run(TakeoverVictim.arguments(TestPostgres.freshDatabase(), directory.resolve("home")))) {
            var runs = context.getBean(Runs.class);
            measure(runs, "warm");
            long begin = System.nanoTime();
            int steps = measure(runs, "bench");
            double seconds = (System.nanoTime() - begin) / 1e9;
            LOG.info(
                    "bench runbook: {} steps in {} s: {} steps/s",
                    steps,
                    Math.round(seconds),
                    Math.round(steps / seconds));
        }
    }

    private static int measure(Runs runs, String world) {
        List<OperationId> started = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            var id = runs.start(
                            ProbeRunbook.class,
                            new Subject("probe", world + i),
                            new ProbeRunbook.Input(world),
                            new Origin(null, null, "bench"))
                    .match(given -> given, problems -> {
                        throw new IllegalStateException(problems.toString());
                    });
            started.add(id);
        }
        int steps = 0;
        for (OperationId id : started) {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> runs.find(id).orElseThrow().state() == Run.State.SUCCEEDED);
            steps += runs.find(id).orElseThrow().steps().size();
        }
        return steps;
    }
}
