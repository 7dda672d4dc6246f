package io.kanesh.control.keys;

/** A key's state in one word, as last seen by a check or by the nodes that use it. */
public enum KeyPhase {
    /** Registered; no check has passed yet, so no cluster can use it. */
    PENDING_VALIDATION,
    /** The last check, or the last answer that a node heard, was good. */
    ACTIVE,
    /** A rotation is under way; nodes serve meanwhile. */
    ROTATING,
    /** Its KMS does not answer: not a revocation; nodes go on for their grace. */
    UNREACHABLE,
    /** Its KMS refuses our identity. */
    DENIED,
    /** Switched off, in its KMS or here. */
    DISABLED,
    /** Its owner has asked for its deletion, which can still be taken back. */
    PENDING_DELETION,
    /** Gone for good: what it wrapped can never be opened again. */
    DESTROYED;

    /** Whether a cluster may begin to use a key in this phase. */
    public boolean usable() {
        return this == ACTIVE || this == ROTATING;
    }
}
