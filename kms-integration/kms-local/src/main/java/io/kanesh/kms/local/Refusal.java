package io.kanesh.kms.local;

/** An answer of the local KMS that is not the one asked for: HTTP status, a stable code, and a sentence. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String sentence;

    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
        this.sentence = message;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }

    static Refusal notFound(String key) {
        return new Refusal(404, "NotFound", "Key " + key + " does not exist in this region");
    }
}
