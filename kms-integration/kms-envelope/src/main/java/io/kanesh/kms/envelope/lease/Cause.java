package io.kanesh.kms.envelope.lease;

import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KmsFault;

/** Why the last answer was not good, in the KMS's own words. */
public record Cause(FaultClass faultClass, String code, String words) {

    public static Cause of(KmsFault fault) {
        return new Cause(fault.faultClass(), fault.code(), String.valueOf(fault.getMessage()));
    }
}
