package io.kanesh.control.keys;

import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.Instant;

/**
 * Proof that nothing depended on a key when it was forgotten.
 *
 * @param report JSON, as it was signed, byte by byte
 * @param signature of the report's UTF-8 bytes: SHA-256 with ECDSA, DER, in Base64
 * @param certificatePem whose key signed
 */
public record KeyDeletion(
        KeyId key, ProjectId project, Instant at, String report, String signature, String certificatePem) {}
