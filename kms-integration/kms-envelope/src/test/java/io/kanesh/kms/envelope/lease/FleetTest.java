package io.kanesh.kms.envelope.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.kms.FaultClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole clusters on a virtual clock: from the KMS's no to the last sealed node, and many starts at once. */
class FleetTest {

    private static final int RUNS = 50;
    private static final int NODES = 9;
    private static final long BOUND = 7 * 60;

    @Test
    void fiftyRevokesAreWithinSevenMinutesEvenWithoutAHint() {
        var seconds = revokes(null);
        assertThat(Collections.max(seconds)).isLessThanOrEqualTo(BOUND);
        assertThat(Collections.max(seconds))
                .isLessThanOrEqualTo(LeaseTerms.standard().worstCase().toSeconds() + 2);
    }

    @Test
    void fiftyRevokesWithHintsTypicallyTakeNinetySeconds() {
        var seconds = revokes(Duration.ofSeconds(2));
        Collections.sort(seconds);
        assertThat(seconds.get(RUNS / 2)).as("median").isLessThanOrEqualTo(110);
        assertThat(seconds.get(RUNS - 1)).as("worst").isLessThanOrEqualTo(BOUND);
    }

    /** Seconds from the first possible denial to the last sealed node, in runs that begin at other moments of the checks. */
    private static List<Long> revokes(@Nullable Duration hintAfter) {
        var seconds = new ArrayList<Long>();
        for (var run = 0; run < RUNS; run++) {
            var random = new Random(run);
            var revokedAt = 3600L + random.nextInt(600);
            var fleet = new Fleet(
                    NODES,
                    LeaseTerms.standard(),
                    second -> second >= revokedAt ? FaultClass.REVOKED : null,
                    hintAfter,
                    random);
            while (!fleet.all(LeaseState.SEALED)) {
                fleet.step();
                assertThat(fleet.second()).as("run %s", run).isLessThan(revokedAt + 3600);
            }
            seconds.add(fleet.second() - revokedAt);
        }
        return seconds;
    }

    @Test
    void aMassRestartUnderThrottlingComesUpWithoutAStorm() {
        var quota = new Object() {
            private long second;
            private int left;

            @Nullable
            FaultClass take(long now) {
                if (now != second) {
                    second = now;
                    left = 3;
                }
                return left-- > 0 ? null : FaultClass.OUTAGE;
            }
        };
        var fleet = new Fleet(50, LeaseTerms.standard(), quota::take, null, new Random(3));
        while (!fleet.all(LeaseState.ACTIVE)) {
            fleet.step();
            assertThat(fleet.leases).noneMatch(lease -> lease.state() == LeaseState.SEALED);
            assertThat(fleet.second()).isLessThan(120);
        }
        assertThat(fleet.calls).as("calls for 50 starts at 3 a second").isLessThan(50 * 6);
        for (var hour = 0; hour < 3600; hour++) {
            fleet.step();
        }
        assertThat(fleet.leases).as("and they stay up").allMatch(Lease::holdsKey);
    }

    @Test
    void aRegionThatIsDownAtARestartIsWaitedForAndNothingIsSealed() {
        var fleet = new Fleet(
                NODES, LeaseTerms.standard(), second -> second < 7200 ? FaultClass.OUTAGE : null, null, new Random(4));
        while (fleet.second() < 7199) {
            fleet.step();
            assertThat(fleet.all(LeaseState.WAITING_FOR_KMS)).isTrue();
        }
        while (!fleet.all(LeaseState.ACTIVE)) {
            fleet.step();
            assertThat(fleet.second()).as("back within the longest pause").isLessThan(7200 + 75);
        }
    }
}
