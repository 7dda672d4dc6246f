package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.envelope.codec.Suite;
import java.time.Duration;

/** When new data gets a new key, whichever comes first. It needs no KMS, so it goes on in an outage. */
public record DataKeyTerms(Suite suite, Duration maxAge, long maxFiles) {

    /** A day or 2^20 files. The caller also renews after 1 TiB written ({@link DataKeys#renew}). */
    public static DataKeyTerms of(Suite suite) {
        return new DataKeyTerms(suite, Duration.ofHours(24), 1L << 20);
    }
}
