package io.kanesh.control.runbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.runbook.PastRuns;
import io.kanesh.control.runbook.ProbeRunbook;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.IdSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How long the newest runs took. */
@ControlPlaneTest
class JdbcPastRunsTest {
    @Autowired
    private PastRuns past;

    @Autowired
    private Runs runs;

    @Autowired
    private IdSource ids;

    @Test
    void tellsWhatSucceededAndHowLongItTook() {
        assertThat(past.succeeded("never-run", 5)).isEmpty();
        String world = ids.next("past");
        var id = runs.start(
                        ProbeRunbook.class,
                        new Subject("probe", world),
                        new ProbeRunbook.Input(world),
                        new Origin(null, null, "test"))
                .match(given -> given, problems -> {
                    throw new IllegalStateException(problems.toString());
                });
        await().until(() -> runs.find(id).orElseThrow().state() == Run.State.SUCCEEDED);

        var found = past.succeeded(ProbeRunbook.NAME, 1);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).parts()).isZero();
        assertThat(found.get(0).took()).isBetween(Duration.ZERO, Duration.ofMinutes(10));
    }
}
