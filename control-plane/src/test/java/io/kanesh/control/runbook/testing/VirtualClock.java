package io.kanesh.control.runbook.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class VirtualClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** Never backwards. */
    public void moveTo(Instant then) {
        if (then.isAfter(now)) {
            now = then;
        }
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
