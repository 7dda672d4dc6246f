package io.kanesh.control.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A burst passes, then the steady rate, and the wait that is told is enough. */
class TokenBucketTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void letsABurstThroughAndThenTheRate() {
        var bucket = TokenBucket.full(3, NOON);
        for (int i = 0; i < 3; i++) {
            var taken = bucket.take(3, 2, NOON);
            assertThat(taken.retryAfter()).isZero();
            bucket = taken.left();
        }
        var refused = bucket.take(3, 2, NOON);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(500));

        Instant later = NOON.plus(refused.retryAfter());
        assertThat(refused.left().take(3, 2, later).retryAfter()).isZero();
    }

    @Test
    void neverHoldsMoreThanTheBurst() {
        var bucket = TokenBucket.full(1, NOON);
        var taken = bucket.take(1, 100, NOON.plusSeconds(3600));
        assertThat(taken.left().take(1, 100, NOON.plusSeconds(3600)).retryAfter())
                .isPositive();
    }

    @Test
    void aClockThatGoesBackTakesNothingAway() {
        var bucket = TokenBucket.full(2, NOON);
        assertThat(bucket.take(2, 1, NOON.minusSeconds(60)).retryAfter()).isZero();
    }
}
