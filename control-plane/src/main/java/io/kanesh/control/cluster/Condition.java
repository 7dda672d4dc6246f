package io.kanesh.control.cluster;

import java.time.Instant;

/**
 * One thing that is so, is not so, or is not known, and why.
 *
 * @param reason stable, CamelCase
 * @param message one sentence for the customer: what is, and what happens next
 * @param since when {@code status} last became what it is
 */
public record Condition(Type type, Status status, String reason, String message, Instant since) {

    /** What a condition is about. */
    public enum Type {
        /** The cluster is what its spec says. */
        CONVERGED,
        /** Every node serves. */
        NODES_SERVING,
        /** QUORUM reads and writes succeed in every data center. */
        QUORUM_AVAILABLE,
        /** Every node holds its key, and its last answer from its KMS was good. */
        KEY_AVAILABLE
    }

    /** Whether it is so. */
    public enum Status {
        TRUE,
        FALSE,
        UNKNOWN
    }
}
