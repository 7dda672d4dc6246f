package io.kanesh.control.certificates;

import java.time.Instant;

/**
 * A certificate that was issued.
 *
 * @param certificatePem the leaf, PEM; while an authority is being replaced, with the bridge from the former one behind it
 * @param trustedPem the CA certificates to trust, PEM, one after the other
 * @param publicKeyHash SHA-256 of the public key (SubjectPublicKeyInfo), hex: tells one key from another
 * @param trustGeneration see {@link Succession#generation}
 */
public record IssuedCertificate(
        String certificatePem, String trustedPem, String publicKeyHash, Instant expiresAt, int trustGeneration) {}
