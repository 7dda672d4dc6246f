package io.kanesh.control.runbook.simulation;

import io.kanesh.control.runbook.testing.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Where nodes get their keys: away for minutes, denied for minutes, and never a reason to serve without one. */
final class FakeKms {
    private final VirtualClock clock;
    private final RandomGenerator random;
    private final TreeSet<String> wrapped = new TreeSet<>();
    private final List<String> servedWithout = new ArrayList<>();
    private Instant awayUntil = Instant.EPOCH;
    private Instant deniedUntil = Instant.EPOCH;

    FakeKms(VirtualClock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Whether the KMS opens the node's key at this moment; a node without one cannot start. */
    boolean opens(String node) {
        suffer();
        return wrapped.contains(node) && isUp();
    }

    /** A node's first key; false when the KMS is away or says no, which is asked again later. */
    boolean wrapFor(String node) {
        suffer();
        if (isUp()) {
            wrapped.add(node);
        }
        return isUp();
    }

    /** The undo: a key that nobody needs any more is destroyed with its node. */
    void forget(String node) {
        wrapped.remove(node);
    }

    /** A node that began to serve; remembered when it had no key. */
    void serves(String node) {
        if (!wrapped.contains(node)) {
            servedWithout.add(node);
        }
    }

    List<String> servedWithout() {
        return servedWithout;
    }

    private boolean isUp() {
        return !clock.instant().isBefore(awayUntil) && !clock.instant().isBefore(deniedUntil);
    }

    private void suffer() {
        int luck = random.nextInt(60);
        if (luck == 0) {
            awayUntil = clock.instant().plus(Duration.ofMinutes(random.nextInt(1, 5)));
        } else if (luck == 1) {
            deniedUntil = clock.instant().plus(Duration.ofMinutes(random.nextInt(1, 5)));
        }
    }
}
