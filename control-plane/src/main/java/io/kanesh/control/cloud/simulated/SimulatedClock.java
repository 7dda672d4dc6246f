package io.kanesh.control.cloud.simulated;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time as simulated machines have it: it passes faster or slower than ours, and never jumps. */
final class SimulatedClock {
    private final InstantSource real;
    private Instant realBase;
    private Instant base;
    private double speed;

    SimulatedClock(InstantSource real, double speed) {
        this.real = real;
        this.realBase = real.instant();
        this.base = realBase;
        this.speed = speed;
    }

    synchronized Instant instant() {
        double nanos = Duration.between(realBase, real.instant()).toNanos() * speed;
        return base.plusNanos((long) nanos);
    }

    synchronized void pass(double newSpeed) {
        base = instant();
        realBase = real.instant();
        speed = newSpeed;
    }
}
