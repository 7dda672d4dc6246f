package io.kanesh.engine.control;

/** The engine understood the request and will not do it; the message says why and is shown to the operator. */
public final class OperationRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OperationRefused(String message) {
        super(message);
    }
}
