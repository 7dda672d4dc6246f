package io.kanesh.kms;

/**
 * A key management system, spoken to with one identity. Five operations; each blocks, has its own deadline, and either
 * answers or throws a {@link KmsFault}. Implementations do not retry and do not cache: an answer is always the KMS's own, now.
 * Retrying, metering and auditing are decorators.
 *
 * <p>Thread-safe.
 */
public interface Kms extends AutoCloseable {

    /** Bytes of a generated data key: a 256-bit key. */
    int DATA_KEY_BYTES = 32;

    /** Makes a fresh 256-bit key and wraps it under {@code key}, bound to {@code context}. */
    GeneratedKey generateDataKey(KeyReference key, EncryptionContext context);

    /** Wraps 1 to 4096 bytes under the newest version of {@code key}, bound to {@code context}. */
    WrappedKey encrypt(KeyReference key, SecretBytes plaintext, EncryptionContext context);

    /**
     * Unwraps. The caller owns the secret and destroys it.
     *
     * @throws KmsFault {@link FaultClass#TAMPER} when the blob or the context is not what was wrapped
     */
    UnwrappedKey decrypt(WrappedKey wrapped, EncryptionContext context);

    /** What the KMS says about the key itself. Needs a permission of its own; a refusal says nothing about {@link #decrypt}. */
    KeyDescription describe(KeyReference key);

    /**
     * Wraps the same secret again, under the newest version of {@code target} and {@code targetContext}. On AWS the plaintext
     * does not leave the KMS; on Google it passes through this process and is destroyed.
     */
    WrappedKey reEncrypt(
            WrappedKey wrapped, EncryptionContext context, KeyReference target, EncryptionContext targetContext);

    @Override
    void close();
}
