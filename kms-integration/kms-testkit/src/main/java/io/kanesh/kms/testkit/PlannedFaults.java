package io.kanesh.kms.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    /** Holds a late answer back; not after the next plan. */
    void hold(@Nullable WireFault planned) {
        var millis = planned == WireFault.SLOW ? 300 : planned == WireFault.TOO_SLOW ? 3000 : 0;
        if (millis > 0) {
            try {
                // Early when the simulator is told something else meanwhile.
                var unused = released().await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Opens at the next plan, and when the simulator stops. */
    synchronized CountDownLatch released() {
        return released;
    }
}
