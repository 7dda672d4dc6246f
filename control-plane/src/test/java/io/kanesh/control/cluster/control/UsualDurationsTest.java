package io.kanesh.control.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.planning.ClusterPlanner;
import io.kanesh.control.cluster.planning.Drafts;
import io.kanesh.control.cluster.planning.Offers;
import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.runbook.PastRuns;
import io.kanesh.control.runbook.PastRuns.PastRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dry run says of the time. */
class UsualDurationsTest {
    private static final PastRuns NONE = (runbook, limit) -> List.of();

    @Test
    void withoutAnExperienceItIsTheMeasuredFigure() {
        assertThat(new UsualDurations(NONE).secondsOf(creation())).isEqualTo(30);
    }

    @Test
    void itIsTheMedianOfWhatItTookHereCarriedOverToTheNodes() {
        PastRuns past = (runbook, limit) -> List.of(
                new PastRun(Duration.ofSeconds(20), 3),
                new PastRun(Duration.ofSeconds(60), 9),
                new PastRun(Duration.ofSeconds(900), 3));

        // 20, 60 less six nodes of 7 s, 900.
        assertThat(new UsualDurations(past).secondsOf(creation())).isEqualTo(20);
    }

    private static ClusterPlan creation() {
        return ClusterPlanner.creation(Drafts.spec(Drafts.smallest()), Offers.LOCAL)
                .match(
                        converged -> {
                            throw new IllegalStateException("nothing to do");
                        },
                        blocked -> {
                            throw new IllegalStateException(blocked.message());
                        },
                        plan -> plan);
    }
}
