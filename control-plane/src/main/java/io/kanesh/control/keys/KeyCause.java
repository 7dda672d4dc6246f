package io.kanesh.control.keys;

import io.kanesh.kms.ProbeResult;

/**
 * Why a key is not ACTIVE, in the KMS's own words.
 *
 * @param faultClass REVOKED, OUTAGE, OURS, TAMPER, UNCLEAR, or LOCKED; empty when the KMS answered and the answer was wrong
 * @param code the KMS's own error name, or empty
 * @param message verbatim
 * @param requestId to find the call in the KMS's own log; empty when there was none
 */
public record KeyCause(String faultClass, String code, String message, String requestId) {

    public static KeyCause of(ProbeResult failed) {
        return new KeyCause(failed.faultClass(), failed.code(), failed.words(), failed.requestId());
    }
}
