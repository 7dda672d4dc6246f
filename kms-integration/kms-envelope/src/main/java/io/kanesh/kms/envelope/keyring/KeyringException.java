package io.kanesh.kms.envelope.keyring;

import java.io.IOException;

/** A keyring that cannot be used. The message says which copy and what to do. */
public final class KeyringException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** No copy is there. */
        MISSING,
        /** No copy can be read. */
        BROKEN,
        /** Readable, but its authentication fails under its own node key. */
        TAMPERED,
        /** Authentic, but older than one that is known to exist. */
        ROLLED_BACK
    }

    private final Kind kind;

    KeyringException(Kind kind, String message) {
        super(kind + ": " + message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
