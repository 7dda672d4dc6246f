package io.kanesh.engine.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The end of the lease, on two clocks: whichever says first that it is over is right. The monotonic one stops while a machine is
 * suspended, the wall clock can be set.
 */
final class Deadline {

    private final LongSupplier nanos;
    private final InstantSource wall;
    private long endNanos;
    private Instant endWall = Instant.MAX;
    private boolean set;

    /** @param nanos a monotonic clock, as {@link System#nanoTime} */
    Deadline(LongSupplier nanos, InstantSource wall) {
        this.nanos = nanos;
        this.wall = wall;
    }

    /** The lease ends so many milliseconds from now; it may end earlier than was said before. */
    synchronized void in(long millis) {
        endNanos = nanos.getAsLong() + Duration.ofMillis(millis).toNanos();
        endWall = wall.instant().plusMillis(millis);
        set = true;
    }

    /** What is left; negative when it is over; the longest duration when there is no lease yet. */
    synchronized Duration left() {
        if (!set) {
            return Duration.ofSeconds(Long.MAX_VALUE);
        }
        var monotonic = Duration.ofNanos(endNanos - nanos.getAsLong());
        var onTheWall = Duration.between(wall.instant(), endWall);
        return monotonic.compareTo(onTheWall) <= 0 ? monotonic : onTheWall;
    }
}
