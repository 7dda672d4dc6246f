package io.kanesh.kms;

import org.jspecify.annotations.Nullable;

/**
 * A KMS call without a good answer, classified once by the provider. The message is for the operator and repeats the KMS's own
 * words; it never holds key bytes.
 */
public final class KmsFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FaultClass faultClass;
    private final String operation;
    private final String code;
    private final String requestId;

    /**
     * @param operation our operation, e.g. {@code decrypt}
     * @param code the KMS's own error name, e.g. {@code DisabledException}, or the transport's
     * @param words the KMS's own sentence
     * @param requestId the KMS's request id or empty
     */
    public KmsFault(
            FaultClass faultClass,
            String operation,
            String code,
            String words,
            String requestId,
            @Nullable Throwable cause) {
        super(operation + ": " + faultClass + " (" + code + "): " + words, cause);
        this.faultClass = faultClass;
        this.operation = operation;
        this.code = code;
        this.requestId = requestId;
    }

    public FaultClass faultClass() {
        return faultClass;
    }

    public String operation() {
        return operation;
    }

    public String code() {
        return code;
    }

    public String requestId() {
        return requestId;
    }
}
