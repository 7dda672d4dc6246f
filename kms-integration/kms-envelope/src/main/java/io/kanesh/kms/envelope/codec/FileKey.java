package io.kanesh.kms.envelope.codec;

import io.kanesh.kms.SecretBytes;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What one file encrypts under: a key and a base nonce used for nothing else, and a commitment that tells a wrong key or a
 * changed header before anything is decrypted. All three are HKDF-Expand(data key, label ‖ AEAD ‖ 0 ‖ salt ‖ context).
 */
final class FileKey {

    static final int SALT_BYTES = 24;
    static final int COMMITMENT_BYTES = 32;

    private final byte[] key;
    private final byte[] baseNonce;
    private final byte[] commitment;
    private volatile boolean wiped;

    private FileKey(byte[] key, byte[] baseNonce, byte[] commitment) {
        this.key = key;
        this.baseNonce = baseNonce;
        this.commitment = commitment;
    }

    /** From parts that were derived already: published test vectors. */
    static FileKey of(byte[] key, byte[] baseNonce) {
        return new FileKey(key, baseNonce, new byte[COMMITMENT_BYTES]);
    }

    static FileKey derive(
            Construction construction,
            SecretBytes dataKey,
            FileClass fileClass,
            Suite suite,
            byte[] salt,
            byte[] context) {
        if (dataKey.length() != suite.keyBytes()) {
            throw new IllegalArgumentException(
                    suite + " takes a key of " + suite.keyBytes() + " bytes, not " + dataKey.length());
        }
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("A salt has " + SALT_BYTES + " bytes");
        }
        var info = construction.info(fileClass, suite, salt, context);
        var length = suite.keyBytes() + AesGcm.NONCE_BYTES + COMMITMENT_BYTES;
        var all = dataKey.<byte[]>use(live -> Hkdf.expand(live, info, length));
        var nonceAt = suite.keyBytes();
        var commitmentAt = nonceAt + AesGcm.NONCE_BYTES;
        var derived = new FileKey(
                Arrays.copyOfRange(all, 0, nonceAt),
                Arrays.copyOfRange(all, nonceAt, commitmentAt),
                Arrays.copyOfRange(all, commitmentAt, length));
        Arrays.fill(all, (byte) 0);
        return derived;
    }

    boolean commitsTo(byte[] expected) {
        return MessageDigest.isEqual(commitment, expected);
    }

    byte[] commitment() {
        return commitment.clone();
    }

    byte[] key() {
        return key;
    }

    /** The live base nonce; refuses after {@link #wipe()}, since a zeroed one would let nonces repeat. */
    byte[] baseNonce() {
        if (wiped) {
            throw new IllegalStateException("The file's key has been wiped");
        }
        return baseNonce;
    }

    void wipe() {
        wiped = true;
        Arrays.fill(key, (byte) 0);
        Arrays.fill(baseNonce, (byte) 0);
    }
}
