package io.kanesh.kms;

/**
 * What the customer needs to find one call in the KMS's own log.
 *
 * @param requestId the KMS's request id, or empty when it gave none
 * @param keyVersion the version (Google, local) or key ARN (AWS) that did the work; empty when the KMS does not say
 */
public record KmsReceipt(String requestId, String keyVersion) {

    /** For an answer without any trace. */
    public static final KmsReceipt NONE = new KmsReceipt("", "");
}
