package io.kanesh.control.secrets;

/** The installation's secrets cannot be opened; the message is a sentence for the operator and says what to do. */
public final class SecretsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SecretsFault(String message, Throwable cause) {
        super(message, cause);
    }

    public SecretsFault(String message) {
        super(message);
    }
}
