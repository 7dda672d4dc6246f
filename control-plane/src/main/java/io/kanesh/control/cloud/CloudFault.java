package io.kanesh.control.cloud;

import java.time.Duration;

/** A cloud's fault, classified once, at the border. */
public final class CloudFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final Duration retryAfter;

    /** What to do about it. */
    public enum Kind {
        /** Try again. */
        TRANSIENT,
        /** Try again after {@link CloudFault#retryAfter}. */
        THROTTLED,
        /** No such machine in that zone now; another zone or type may have one. */
        OUT_OF_CAPACITY,
        /** Our identity may not. */
        DENIED,
        /** The request itself is wrong; trying again will not help. */
        PERMANENT
    }

    public CloudFault(Kind kind, String message, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public CloudFault(Kind kind, String message) {
        this(kind, message, Duration.ZERO);
    }

    /** A request that is wrong in itself; the message says how. */
    public static CloudFault permanent(String message) {
        return new CloudFault(Kind.PERMANENT, message);
    }

    public Kind kind() {
        return kind;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
