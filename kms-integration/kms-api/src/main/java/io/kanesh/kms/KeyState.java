package io.kanesh.kms;

/** States of a key, over all providers, and what each means when a call failed because of it. */
public enum KeyState {
    ENABLED(FaultClass.OUTAGE),
    DISABLED(FaultClass.REVOKED),
    PENDING_DELETION(FaultClass.REVOKED),
    PENDING_REPLICA_DELETION(FaultClass.REVOKED),
    PENDING_IMPORT(FaultClass.REVOKED),
    DESTROYED(FaultClass.REVOKED),
    CREATING(FaultClass.OUTAGE),
    UPDATING(FaultClass.OUTAGE),
    UNAVAILABLE(FaultClass.OUTAGE),
    /** A state that this version of Kanesh does not know. */
    UNKNOWN(FaultClass.UNCLEAR);

    private final FaultClass refusal;

    KeyState(FaultClass refusal) {
        this.refusal = refusal;
    }

    /**
     * The class of a call that the KMS refused while the key was in this state. An enabled key that refuses is an external key
     * store out of reach: an outage.
     */
    public FaultClass refusal() {
        return refusal;
    }

    public boolean usable() {
        return this == ENABLED;
    }
}
