package io.kanesh.kms;

/** An unwrapped key, owned by the caller until destroyed, with the KMS's own name of the call. */
public record UnwrappedKey(SecretBytes secret, KmsReceipt receipt) {}
