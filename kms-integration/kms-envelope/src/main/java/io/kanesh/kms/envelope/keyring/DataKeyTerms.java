package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.envelope.codec.Suite;
import java.time.Duration;

/** When new data gets a new key, whichever comes first. It needs no KMS, so it goes on in an outage. */
public record DataKeyTerms(Suite suite, Duration maxAge, long maxBytes, long maxFiles) {

    /** Whether a key of this age and use still takes new files. */
    boolean allow(Duration age, KeyUse use) {
        return age.compareTo(maxAge) < 0 && use.bytes() < maxBytes && use.files() < maxFiles;
    }

    /** A day, 1 TiB or 2^20 files. */
    public static DataKeyTerms of(Suite suite) {
        return new DataKeyTerms(suite, Duration.ofHours(24), 1L << 40, 1L << 20);
    }
}
