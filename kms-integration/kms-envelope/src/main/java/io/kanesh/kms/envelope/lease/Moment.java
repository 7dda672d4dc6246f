package io.kanesh.kms.envelope.lease;

import java.time.Duration;
import java.time.Instant;

/** One moment on two clocks. Neither alone is safe: the monotonic one stops in a suspended machine, the wall clock can be set. */
public record Moment(long monotonicNanos, Instant wall) {

    /** Time since {@code earlier} by whichever clock says more. */
    public Duration since(Moment earlier) {
        var monotonic = Duration.ofNanos(monotonicNanos - earlier.monotonicNanos);
        var onTheWall = Duration.between(earlier.wall, wall);
        return monotonic.compareTo(onTheWall) >= 0 ? monotonic : onTheWall;
    }

    /** How far the two clocks drifted apart since {@code earlier}; never negative. */
    public Duration driftSince(Moment earlier) {
        var monotonic = Duration.ofNanos(monotonicNanos - earlier.monotonicNanos);
        return Duration.between(earlier.wall, wall).minus(monotonic).abs();
    }
}
