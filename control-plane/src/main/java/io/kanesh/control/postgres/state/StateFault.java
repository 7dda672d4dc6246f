package io.kanesh.control.postgres.state;

/** A state cannot be saved or restored; the message is a sentence for the operator and says what to do. */
final class StateFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateFault(String message) {
        super(message);
    }
}
