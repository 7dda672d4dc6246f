package io.kanesh.kms.envelope.codec;

import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-GCM under one file key, piece by piece. Ciphers are kept and reused, one per concurrent caller: making one costs more
 * than decrypting a 4 KiB chunk with it. Thread-safe.
 */
final class ChunkCipher {

    static final int TAG_BYTES = AesGcm.TAG_BYTES;

    /** The published limit of chunks in a file, 2^38; also the limit of frames in a session. */
    static final long MAX_INDEX = 1L << 38;

    /** Idle ciphers kept per file. Cassandra reads one file with a few threads; the rest is garbage after a burst. */
    private static final int MAX_IDLE = 4;

    static final byte[] NO_AAD = {};

    private final Construction construction;
    private final NonceWitness witness;
    private final FileKey fileKey;
    private final SecretKeySpec key;
    private final ArrayDeque<Cipher> idle = new ArrayDeque<>(MAX_IDLE);

    ChunkCipher(Construction construction, NonceWitness witness, FileKey fileKey) {
        this.construction = construction;
        this.witness = witness;
        this.fileKey = fileKey;
        this.key = new SecretKeySpec(fileKey.key(), "AES");
    }

    /** Lends a cipher for some pieces in a row. Not thread-safe; to be closed. */
    Run run() {
        return new Run(take());
    }

    /** Encrypts {@code length} bytes; writes {@code length + 16} and returns that. */
    int seal(long index, byte[] in, int inAt, int length, byte[] out, int outAt) {
        return seal(index, NO_AAD, in, inAt, length, out, outAt);
    }

    int seal(long index, byte[] aad, byte[] in, int inAt, int length, byte[] out, int outAt) {
        try (var run = run()) {
            return run.seal(index, aad, in, inAt, length, out, outAt);
        }
    }

    /** Decrypts {@code length} bytes including their tag; returns the plaintext's length, or −1 when they are not authentic. */
    int open(long index, byte[] in, int inAt, int length, byte[] out, int outAt) {
        return open(index, NO_AAD, in, inAt, length, out, outAt);
    }

    int open(long index, byte[] aad, byte[] in, int inAt, int length, byte[] out, int outAt) {
        try (var run = run()) {
            return run.open(index, aad, in, inAt, length, out, outAt);
        }
    }

    /** One cipher at work. */
    final class Run implements AutoCloseable {
        private final Cipher cipher;

        private Run(Cipher cipher) {
            this.cipher = cipher;
        }

        int seal(long index, byte[] aad, byte[] in, int inAt, int length, byte[] out, int outAt) {
            var nonce = nonce(index);
            witness.encrypting(fileKey.key(), nonce);
            try {
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
                if (aad.length > 0) {
                    cipher.updateAAD(construction.frameAad(aad));
                }
                return cipher.doFinal(in, inAt, length, out, outAt);
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException("AES-GCM refused to encrypt piece " + index, broken);
            }
        }

        int open(long index, byte[] aad, byte[] in, int inAt, int length, byte[] out, int outAt) {
            if (length < TAG_BYTES) {
                return -1;
            }
            try {
                cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce(index)));
                if (aad.length > 0) {
                    cipher.updateAAD(construction.frameAad(aad));
                }
                return cipher.doFinal(in, inAt, length, out, outAt);
            } catch (AEADBadTagException notAuthentic) {
                return -1;
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException("AES-GCM refused to decrypt piece " + index, broken);
            }
        }

        @Override
        public void close() {
            give(cipher);
        }
    }

    private byte[] nonce(long index) {
        if (index < 0 || index >= MAX_INDEX) {
            throw new IllegalArgumentException("Piece " + index + " is outside 0 to 2^38");
        }
        return construction.nonce(fileKey.baseNonce(), index);
    }

    private Cipher take() {
        @Nullable Cipher cipher;
        synchronized (idle) {
            cipher = idle.pollLast();
        }
        return cipher == null ? AesGcm.newCipher() : cipher;
    }

    private void give(Cipher cipher) {
        synchronized (idle) {
            if (idle.size() < MAX_IDLE) {
                idle.addLast(cipher);
            }
        }
    }
}
