package io.kanesh.control.cluster.encryption;

import io.kanesh.agent.api.Encryption.LeaseTerms;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Shorter times of every node's lease, for an operator's tests: {@code KANESH_LEASE_VALIDATEMILLIS} and so on. In no API; a node
 * that has them says so in its status. Unset in every installation that holds data.
 *
 * @param validateMillis see {@link LeaseTerms}, as the others
 */
@ConfigurationProperties("kanesh.lease")
record LeaseSettings(
        @Nullable Long validateMillis,
        @Nullable Long confirmMillis,
        @Nullable Long graceMillis,
        @Nullable Long retryMillis,
        @Nullable Long unsealMillis) {

    /** Null when none is set. */
    @Nullable
    LeaseTerms terms() {
        boolean any = Stream.of(validateMillis, confirmMillis, graceMillis, retryMillis, unsealMillis)
                .anyMatch(Objects::nonNull);
        return any ? new LeaseTerms(validateMillis, confirmMillis, graceMillis, retryMillis, unsealMillis) : null;
    }
}
