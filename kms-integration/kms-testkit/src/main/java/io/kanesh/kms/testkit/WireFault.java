package io.kanesh.kms.testkit;

/** Faults that a simulator plays on the wire. */
public enum WireFault {
    /** The service's own "too many requests". */
    THROTTLE,
    /** The service's own internal error. */
    SERVER_ERROR,
    /** The connection ends without an answer. */
    DROP,
    /** An answer begins and does not go on. */
    HANG,
    /** Half of an answer, then the end of the connection. */
    HALF_BODY,
    /** The caller's token has expired. */
    EXPIRED_TOKEN,
    /** The answer comes after 300 ms: late, but in time. */
    SLOW,
    /** The answer comes after three seconds: behind the deadline of a {@link KmsWorld}. */
    TOO_SLOW,
    /** A well-formed answer that names another key. */
    WRONG_KEY_ID,
    /** A well-formed answer with a key of another length. */
    WRONG_PLAINTEXT_LENGTH,
    /** An answer whose bytes do not fit their checksum; where the protocol has one. */
    CORRUPT_ANSWER,
    /** A refusal that this program cannot know. */
    UNKNOWN_CODE
}
