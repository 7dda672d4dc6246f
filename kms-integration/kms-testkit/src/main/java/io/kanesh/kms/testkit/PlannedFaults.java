package io.kanesh.kms.testkit;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The fault that the next requests meet. Thread-safe. */
final class PlannedFaults {

    private @Nullable WireFault fault;
    private int left;
    private CountDownLatch released = new CountDownLatch(1);

    synchronized void plan(WireFault newFault, int times) {
        fault = newFault;
        left = times;
        released.countDown();
        released = new CountDownLatch(1);
    }

    synchronized @Nullable WireFault next() {
        if (left == 0) {
            return null;
        }
        left--;
        return fault;
    }

    /** Opens at the next plan, and when the simulator stops. */
    synchronized CountDownLatch released() {
        return released;
    }
}
