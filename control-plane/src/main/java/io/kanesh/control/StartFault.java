package io.kanesh.control;

/** The control plane cannot start; the message is a sentence for the operator and says what to do. */
final class StartFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFault(String message) {
        super(message);
    }
}
