package io.kanesh.control.node.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How long a node's last report is believed; who has not reported since is unknown. */
final class Freshness {
    private final Duration validity;
    private final InstantSource clock;

    Freshness(Duration validity, InstantSource clock) {
        this.validity = validity;
        this.clock = clock;
    }

    /** A report that was got after this moment is believed. */
    Instant since() {
        return clock.instant().minus(validity);
    }

    Duration validity() {
        return validity;
    }
}
