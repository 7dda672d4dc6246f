package io.kanesh.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing waits between attempts. The wait doubles with each failure up to the ceiling, and a random part of up to half of it is
 * taken off, so that a hundred agents do not come back in the same millisecond.
 *
 * @param first wait after the first failure
 * @param ceiling longest wait
 */
public record Backoff(Duration first, Duration ceiling, RandomGenerator random) {

    /** @param failures failures in a row so far, at least 1 */
    public Duration after(int failures) {
        // 2^20 times any sensible first wait is past any sensible ceiling; the bound keeps the shift from overflowing.
        var doubled = first.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, 20));
        var millis = Math.min(doubled.toMillis(), ceiling.toMillis());
        return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
    }
}
