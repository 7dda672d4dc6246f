package io.kanesh.kms.envelope.lease;

/** What a node shows to its owner. */
public enum LeaseState {
    /** At start: no good answer yet, nothing opened. */
    WAITING_FOR_KMS,
    /** The last answer was good. */
    ACTIVE,
    /** The last answer was not good; the key is still held and the countdown runs. */
    DEGRADED,
    /** The engine must stop and forget; no answer can stop that any more. */
    SEALING,
    /** No key is held. */
    SEALED,
    /** A wrapped key does not open although the KMS answers: operators look; not a revocation. */
    TAMPERED
}
