package io.kanesh.control.postgres;

import org.jspecify.annotations.Nullable;

/** The database cannot be started or used; the message is a sentence for the operator and says what to do. */
public final class PostgresFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PostgresFault(String message) {
        super(message);
    }

    public PostgresFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
