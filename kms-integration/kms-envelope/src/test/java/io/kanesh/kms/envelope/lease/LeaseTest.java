package io.kanesh.kms.envelope.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.kms.FaultClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaseTest {

    private static final Cause DENIED = cause(FaultClass.REVOKED);
    private static final Cause DOWN = cause(FaultClass.OUTAGE);
    private static final Cause UNCLEAR = cause(FaultClass.UNCLEAR);
    private static final Cause TAMPER = cause(FaultClass.TAMPER);

    private final Random random = new Random(7);
    private long nanos = 1_000;
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private Lease lease = Lease.starting(LeaseTerms.standard(), now());

    @Test
    void startsWithoutAKeyAndChecksAtOnce() {
        assertThat(lease.state()).isEqualTo(LeaseState.WAITING_FOR_KMS);
        assertThat(lease.holdsKey()).isFalse();
        assertThat(lease.checkDue(now())).isTrue();
        good();
        assertThat(lease.state()).isEqualTo(LeaseState.ACTIVE);
        assertThat(lease.holdsKey()).isTrue();
        assertThat(lease.remaining(now())).contains(Duration.ofHours(4));
    }

    @Test
    void checksEveryFiveMinutesSpreadByTenPercent() {
        for (var i = 0; i < 50; i++) {
            good();
            var waited = untilCheck();
            assertThat(waited).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(331));
        }
    }

    @Test
    void aDenialSealsAfterItsConfirmation() {
        good();
        fail(DENIED);
        assertThat(lease.state()).isEqualTo(LeaseState.DEGRADED);
        assertThat(lease.mustSeal()).isFalse();
        assertThat(untilCheck()).isEqualTo(Duration.ofSeconds(30));
        fail(DENIED);
        assertThat(lease.mustSeal()).isTrue();
        assertThat(lease.cause().orElseThrow().words()).isEqualTo("the KMS says REVOKED");
    }

    @Test
    void theWorstCaseIsBelowSevenMinutes() {
        assertThat(LeaseTerms.standard().worstCase()).isEqualTo(Duration.ofSeconds(390));
        for (var run = 0; run < 50; run++) {
            lease = Lease.starting(LeaseTerms.standard(), now());
            good();
            var begin = now();
            passUntilDue();
            fail(DENIED);
            passUntilDue();
            fail(DENIED);
            assertThat(lease.mustSeal()).isTrue();
            assertThat(now().since(begin)).isLessThanOrEqualTo(Duration.ofMinutes(6));
        }
    }

    @Test
    void oneDenialThenAGoodAnswerForgetsTheDenial() {
        good();
        fail(DENIED);
        good();
        fail(DENIED);
        assertThat(lease.mustSeal()).isFalse();
    }

    @Test
    void anOutageLastsForTheGraceAndNotASecondLonger() {
        good();
        pass(Duration.ofMinutes(5));
        fail(DOWN);
        assertThat(lease.state()).isEqualTo(LeaseState.DEGRADED);
        assertThat(lease.remaining(now())).contains(Duration.ofMinutes(235));
        while (now().since(lease.lastGood().orElseThrow()).compareTo(Duration.ofMinutes(239)) < 0) {
            pass(Duration.ofSeconds(30));
            fail(DOWN);
            assertThat(lease.mustSeal()).isFalse();
        }
        pass(Duration.ofMinutes(4));
        tick();
        assertThat(lease.mustSeal()).isTrue();
    }

    @Test
    void anUnclearAnswerCutsTheGraceToFifteenMinutes() {
        good();
        pass(Duration.ofMinutes(60));
        fail(UNCLEAR);
        assertThat(lease.remaining(now())).contains(Duration.ofMinutes(15));
        pass(Duration.ofMinutes(10));
        fail(DOWN);
        assertThat(lease.remaining(now())).contains(Duration.ofMinutes(5));
        pass(Duration.ofMinutes(5));
        tick();
        assertThat(lease.mustSeal()).isTrue();
    }

    @Test
    void silenceAfterADenialCountsAsUnclear() {
        good();
        fail(DENIED);
        pass(Duration.ofSeconds(30));
        fail(DOWN);
        assertThat(lease.remaining(now())).contains(Duration.ofMinutes(15));
        fail(DENIED);
        assertThat(lease.mustSeal())
                .as("the second denial, though not in a row")
                .isTrue();
    }

    @Test
    void aGoodAnswerAfterAnOutageRestoresEverything() {
        good();
        fail(UNCLEAR);
        pass(Duration.ofMinutes(14));
        good();
        assertThat(lease.state()).isEqualTo(LeaseState.ACTIVE);
        assertThat(lease.remaining(now())).contains(Duration.ofHours(4));
        assertThat(lease.cause()).isEmpty();
    }

    @Test
    void aGoodAnswerCountsFromWhenItsQuestionWasSent() {
        var sent = now();
        pass(Duration.ofMinutes(5));
        lease = lease.good(sent, now(), random);
        assertThat(lease.remaining(now())).contains(Duration.ofMinutes(235));
        pass(Duration.ofHours(5));
        lease = lease.good(sent, now(), random);
        assertThat(lease.mustSeal()).as("an answer that took five hours").isTrue();
    }

    @Test
    void nothingStopsASealing() {
        good();
        fail(DENIED);
        fail(DENIED);
        good();
        assertThat(lease.mustSeal()).isTrue();
        lease = lease.sealed(now());
        assertThat(lease.holdsKey()).isFalse();
        assertThat(untilCheck()).isEqualTo(Duration.ofSeconds(60));
        fail(DENIED);
        assertThat(lease.state()).isEqualTo(LeaseState.SEALED);
        assertThat(untilCheck()).isEqualTo(Duration.ofSeconds(60));
        good();
        assertThat(lease.state()).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void aBrokenBlobNeverSealsButTheLeaseStillEnds() {
        good();
        for (var i = 0; i < 20; i++) {
            fail(TAMPER);
            assertThat(lease.state()).isEqualTo(LeaseState.TAMPERED);
            assertThat(lease.mustSeal()).isFalse();
            assertThat(untilCheck()).as("not retried for ever").isGreaterThanOrEqualTo(Duration.ofSeconds(270));
            pass(Duration.ofMinutes(5));
        }
        pass(Duration.ofHours(1));
        tick();
        assertThat(lease.mustSeal()).isTrue();
    }

    @Test
    void aStartDuringAnOutageWaitsWithGrowingPauses() {
        var longest = Duration.ZERO;
        for (var i = 0; i < 10; i++) {
            fail(DOWN);
            assertThat(lease.state()).isEqualTo(LeaseState.WAITING_FOR_KMS);
            assertThat(lease.holdsKey()).isFalse();
            longest = untilCheck();
        }
        assertThat(longest).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(67));
        good();
        assertThat(lease.state()).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void aStartWithARevokedKeyIsSealed() {
        fail(DENIED);
        assertThat(lease.state()).isEqualTo(LeaseState.SEALED);
        good();
        assertThat(lease.state()).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void aStartWithABrokenBlobIsTampered() {
        fail(TAMPER);
        assertThat(lease.state()).isEqualTo(LeaseState.TAMPERED);
        assertThat(lease.holdsKey()).isFalse();
        fail(DOWN);
        assertThat(lease.state()).isEqualTo(LeaseState.WAITING_FOR_KMS);
    }

    @Test
    void aHintOnlyMakesTheCheckComeNow() {
        good();
        pass(Duration.ofSeconds(10));
        assertThat(lease.checkDue(now())).isFalse();
        lease = lease.hint();
        assertThat(lease.checkDue(now())).isTrue();
        assertThat(lease.remaining(now())).contains(Duration.ofHours(4).minusSeconds(10));
    }

    @Test
    void theWallClockForwardEndsTheLeaseEarly() {
        good();
        wall = wall.plus(Duration.ofHours(1));
        tick();
        assertThat(lease.checkDue(now())).as("a jump forces a check").isTrue();
        assertThat(lease.remaining(now())).contains(Duration.ofHours(3));
        wall = wall.plus(Duration.ofDays(1));
        tick();
        assertThat(lease.mustSeal()).isTrue();
    }

    @Test
    void theWallClockBackwardExtendsNothing() {
        good();
        wall = wall.minus(Duration.ofDays(1));
        tick();
        assertThat(lease.checkDue(now())).isTrue();
        fail(DOWN);
        nanos += Duration.ofHours(4).toNanos();
        tick();
        assertThat(lease.mustSeal()).isTrue();
    }

    @Test
    void aSuspendedMachineWakesUpToAnEndedLease() {
        good();
        wall = wall.plus(Duration.ofHours(5));
        tick();
        assertThat(lease.mustSeal()).isTrue();
    }

    @Test
    void theTermsHaveBounds() {
        assertThatThrownBy(() -> LeaseTerms.withGrace(Duration.ofMinutes(14))).hasMessageContaining("15 minutes");
        assertThatThrownBy(() -> LeaseTerms.withGrace(Duration.ofHours(25))).hasMessageContaining("24 hours");
        assertThat(LeaseTerms.externalKey().grace()).isEqualTo(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @EnumSource(FaultClass.class)
    void noFailureEverExtendsTheHold(FaultClass faultClass) {
        good();
        var before = lease.remaining(now()).orElseThrow();
        fail(cause(faultClass));
        lease.remaining(now()).ifPresent(after -> assertThat(after).isLessThanOrEqualTo(before));
    }

    /** Random events; the hold never outlives the last good answer by more than the grace, whatever the order. */
    @RepeatedTest(200)
    void theBoundHoldsForAnyOrderOfEvents(RepetitionInfo repetition) {
        var dice = new Random(repetition.getCurrentRepetition());
        var lastGoodSent = now();
        for (var step = 0; step < 400; step++) {
            var jump = Duration.ofSeconds(dice.nextInt(600));
            nanos += jump.toNanos();
            wall = wall.plus(dice.nextInt(20) == 0 ? Duration.ofSeconds(dice.nextInt(20_000) - 10_000) : jump);
            tick();
            switch (dice.nextInt(6)) {
                case 0 -> {
                    lastGoodSent = now();
                    good();
                }
                case 1 -> fail(cause(List.of(FaultClass.values()).get(dice.nextInt(5))));
                case 2 -> fail(DOWN);
                case 3 -> lease = lease.hint();
                case 4 -> {
                    if (lease.mustSeal()) {
                        lease = lease.sealed(now());
                    }
                }
                default -> tick();
            }
            if (lease.holdsKey() && !lease.mustSeal()) {
                assertThat(now().since(lastGoodSent)).isLessThan(Duration.ofHours(4));
            }
        }
    }

    private static Cause cause(FaultClass faultClass) {
        return new Cause(faultClass, "Code", "the KMS says " + faultClass);
    }

    private Moment now() {
        return new Moment(nanos, wall);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
    }

    private void passUntilDue() {
        while (!lease.checkDue(now())) {
            pass(Duration.ofSeconds(1));
            tick();
        }
    }

    /** How long until the next check; time goes on by as much. */
    private Duration untilCheck() {
        var begin = now();
        passUntilDue();
        return now().since(begin);
    }

    private void good() {
        lease = lease.good(now(), now(), random);
    }

    private void fail(Cause why) {
        lease = lease.failed(why, now(), random);
    }

    private void tick() {
        lease = lease.tick(now());
    }
}
