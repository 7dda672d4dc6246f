package io.kanesh.kms.envelope.audit;

/**
 * One use of a key, or one attempt.
 *
 * @param node whose trail it is
 * @param operation generate, decrypt, encrypt, describe, re-encrypt, or lend for a data key
 * @param masterKey the master key's name, or empty
 * @param masterKeyVersion its version, or empty
 * @param requestId the KMS's request id, or empty
 * @param dataKey the data key's id, or empty
 * @param file the file that is opened, or empty
 * @param reason start, validate, read-open, write-open, rotate, rewrap, destroy, seal, …
 * @param outcome {@code OK}, or the fault's class
 */
public record AuditEntry(
        String node,
        String operation,
        String masterKey,
        String masterKeyVersion,
        String requestId,
        String dataKey,
        String file,
        String reason,
        String outcome) {}
