package io.kanesh.kms.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The faults that are switched on. In memory only: a restart clears them. Thread-safe. */
final class FaultBoard {

    private final List<Fault> faults = new ArrayList<>();
    private CountDownLatch cleared = new CountDownLatch(1);

    synchronized void add(Fault fault) {
        faults.add(fault);
    }

    synchronized void clear() {
        faults.clear();
        cleared.countDown();
        cleared = new CountDownLatch(1);
    }

    /** The fault that hits a request now; counts it. */
    synchronized Optional<Fault> next(String region) {
        for (var i = 0; i < faults.size(); i++) {
            var fault = faults.get(i);
            if (fault.region().equals("*") || fault.region().equals(region)) {
                if (fault.times() > 0) {
                    var left = fault.times() - 1;
                    if (left == 0) {
                        faults.remove(i);
                    } else {
                        faults.set(i, new Fault(fault.region(), fault.kind(), left, fault.latencyMillis()));
                    }
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** Opens when the faults are cleared. */
    synchronized CountDownLatch whenCleared() {
        return cleared;
    }
}
