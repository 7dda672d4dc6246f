package io.kanesh.kms.envelope.calls;

import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsReceipt;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Tries an outage again, and stale credentials of our own once, with growing, jittered pauses. A denial and a broken blob are
 * answers and come back at once. Not for the lease's own checks: the lease counts by itself.
 */
public final class RetryingKms extends DecoratedKms {

    private final int attempts;
    private final Duration firstPause;
    private final Pause pause;
    private final RandomGenerator random;

    /** Waits; injected so that tests do not. */
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** @param attempts in all, at least 1 */
    public RetryingKms(Kms inner, int attempts, Duration firstPause, Pause pause, RandomGenerator random) {
        super(inner);
        this.attempts = attempts;
        this.firstPause = firstPause;
        this.pause = pause;
        this.random = random;
    }

    @Override
    <T> T around(String operation, KeyReference key, Supplier<T> call, Function<T, KmsReceipt> receipt) {
        for (var attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (KmsFault fault) {
                if (!again(fault.faultClass(), attempt)) {
                    throw fault;
                }
                waitBefore(attempt, fault);
            }
        }
    }

    private boolean again(FaultClass faultClass, int attempt) {
        return switch (faultClass) {
            case OUTAGE -> attempt < attempts;
            case OURS -> attempt < Math.min(2, attempts);
            case REVOKED, TAMPER, UNCLEAR -> false;
        };
    }

    private void waitBefore(int attempt, KmsFault fault) {
        var longest = firstPause.multipliedBy(1L << Math.min(attempt - 1, 10));
        try {
            pause.of(Duration.ofMillis(1 + random.nextLong(Math.max(1, longest.toMillis()))));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw fault;
        }
    }
}
