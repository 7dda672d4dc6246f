package io.kanesh.kms;

/** What a refused or failed KMS call means for the data under the key. The lease decides by this and by nothing else. */
public enum FaultClass {
    /** The KMS itself said no: permission taken away, key disabled, pending deletion or gone. Seals after confirmation. */
    REVOKED,
    /** Nobody answered, or the answer was "not now". The grace period runs. */
    OUTAGE,
    /** Our own credentials or clock: refresh once, then treated as {@link #OUTAGE} with an alert. */
    OURS,
    /** The blob, its context or its integrity is wrong. Quarantine and alert; never retried for ever, never seals. */
    TAMPER,
    /** It may be either. Treated as {@link #OUTAGE} with a short grace. */
    UNCLEAR
}
