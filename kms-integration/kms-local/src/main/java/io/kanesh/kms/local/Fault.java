package io.kanesh.kms.local;

/**
 * A fault that the local KMS plays, for drills and tests.
 *
 * @param region where; {@code *} for every region
 * @param times how many requests it hits; negative: until it is cleared
 * @param latencyMillis only for {@link Kind#SLOW}
 */
public record Fault(String region, Kind kind, int times, long latencyMillis) {

    /** What happens to a request. */
    public enum Kind {
        /** 429. */
        THROTTLE,
        /** 500. */
        ERROR,
        /** The connection is closed without an answer. */
        DROP,
        /** Headers, then nothing until the fault is cleared. */
        HANG,
        /** Answers late. */
        SLOW,
        /** 403, whatever the grants say. */
        DENY,
        /** Half of the answer's body. */
        HALF,
        /** 401: the caller's credentials have expired. */
        EXPIRED,
        /** A refusal that may be anything. */
        UNCLEAR
    }
}
