package io.kanesh.agent.keys;

import io.kanesh.agent.api.Encryption;
import io.kanesh.kms.envelope.codec.Suite;
import io.kanesh.kms.envelope.lease.LeaseTerms;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** From the protocol's words to the library's. */
final class Terms {

    private Terms() {}

    static LeaseTerms of(Encryption encryption) {
        var usual = LeaseTerms.withGrace(Duration.ofSeconds(encryption.graceSeconds()));
        var shorter = encryption.leaseTerms();
        if (shorter == null) {
            return usual;
        }
        var grace = or(shorter.graceMillis(), usual.grace());
        return new LeaseTerms(
                or(shorter.validateMillis(), usual.validateEvery()),
                usual.denials(),
                or(shorter.confirmMillis(), usual.confirmAfter()),
                usual.sealWithin(),
                grace,
                grace.compareTo(usual.unclearGrace()) < 0 ? grace : usual.unclearGrace(),
                or(shorter.retryMillis(), usual.retryOutage()),
                or(shorter.unsealMillis(), usual.unsealEvery()),
                usual.wallJump());
    }

    static Suite suite(Encryption.Algorithm algorithm) {
        return algorithm == Encryption.Algorithm.AES_256 ? Suite.AES_256_GCM : Suite.AES_128_GCM;
    }

    static Encryption.Algorithm algorithm(Suite suite) {
        return suite == Suite.AES_256_GCM ? Encryption.Algorithm.AES_256 : Encryption.Algorithm.AES_128;
    }

    private static Duration or(@Nullable Long millis, Duration usual) {
        return millis == null ? usual : Duration.ofMillis(millis);
    }
}
