package io.kanesh.kms.envelope.calls;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsReceipt;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts and times every request that leaves for the KMS: what is metered here is what the cloud bills. */
public final class MeteredKms extends DecoratedKms {

    private final Meter meter;
    private final LongSupplier nanoTime;

    /** Takes measurements. */
    public interface Meter {
        /** @param outcome {@code OK} or the fault's class */
        void called(String operation, String outcome, Duration took);
    }

    public MeteredKms(Kms inner, Meter meter, LongSupplier nanoTime) {
        super(inner);
        this.meter = meter;
        this.nanoTime = nanoTime;
    }

    @Override
    <T> T around(String operation, KeyReference key, Supplier<T> call, Function<T, KmsReceipt> receipt) {
        var begin = nanoTime.getAsLong();
        var outcome = "OK";
        try {
            return call.get();
        } catch (KmsFault fault) {
            outcome = fault.faultClass().name();
            throw fault;
        } finally {
            meter.called(operation, outcome, Duration.ofNanos(nanoTime.getAsLong() - begin));
        }
    }
}
