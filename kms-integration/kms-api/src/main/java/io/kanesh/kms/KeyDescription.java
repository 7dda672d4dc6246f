package io.kanesh.kms;

/**
 * What the KMS says about a key.
 *
 * @param primaryVersion the version that wraps now; empty where the KMS hides versions (AWS)
 * @param purposeFits whether it is a symmetric key for encryption and decryption
 * @param purpose the KMS's own words for its kind, e.g. {@code SYMMETRIC_DEFAULT}, {@code ASYMMETRIC_SIGN}
 * @param external whether the key material lies outside the cloud (AWS XKS, Google EKM): outages get a shorter grace
 * @param receipt the call
 */
public record KeyDescription(
        KeyReference key,
        KeyState state,
        String primaryVersion,
        boolean purposeFits,
        String purpose,
        boolean external,
        KmsReceipt receipt) {}
