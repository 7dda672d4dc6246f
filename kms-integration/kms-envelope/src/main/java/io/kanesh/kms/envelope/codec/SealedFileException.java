package io.kanesh.kms.envelope.codec;

import java.io.IOException;

/** An encrypted file that cannot be read. Never carries plaintext or key bytes. */
public final class SealedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Kind {
        /** No header of ours: a plaintext or foreign file. Never read as plaintext. */
        NOT_ENCRYPTED,
        /** A version, class, suite or flag that this program does not know. */
        UNSUPPORTED,
        /** The key exists but does not fit the header: a changed header, another node's or cluster's file, or a wrong key. */
        WRONG_KEY,
        /** The key is destroyed, unknown, or sealed away by the lease. */
        KEY_UNAVAILABLE,
        /** A length that no complete file has: cut off or extended. */
        TRUNCATED,
        /** Bytes that were not written by us at this place. */
        TAMPERED
    }

    private final Kind kind;

    public SealedFileException(Kind kind, String message) {
        super(kind + ": " + message);
        this.kind = kind;
    }

    public SealedFileException(Kind kind, String message, Throwable cause) {
        super(kind + ": " + message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
