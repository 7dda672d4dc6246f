package io.kanesh.control.web.http;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets a burst through at once and a steady rate after it.
 *
 * @param tokens left at {@code at}; never above the burst
 * @param at when they were counted
 */
record TokenBucket(double tokens, Instant at) {

    /**
     * What a request takes.
     *
     * @param retryAfter zero when it may pass
     */
    record Taken(TokenBucket left, Duration retryAfter) {}

    static TokenBucket full(int burst, Instant now) {
        return new TokenBucket(burst, now);
    }

    /** Takes one token, or says after how long there will be one. */
    Taken take(int burst, double perSecond, Instant now) {
        // A clock that is set back must not take tokens away.
        double elapsed = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
        double available = Math.min(burst, tokens + elapsed * perSecond);
        if (available >= 1) {
            return new Taken(new TokenBucket(available - 1, now), Duration.ZERO);
        }
        long nanos = (long) Math.ceil((1 - available) / perSecond * 1e9);
        return new Taken(new TokenBucket(available, now), Duration.ofNanos(nanos));
    }
}
