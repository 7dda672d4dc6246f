package io.kanesh.kms;

/** A new key: its plaintext, owned by the caller until destroyed, and its wrapped form, which may be stored anywhere. */
public record GeneratedKey(SecretBytes secret, WrappedKey wrapped, KmsReceipt receipt) {}
