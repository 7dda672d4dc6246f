package io.kanesh.control.certificates;

import java.time.Instant;

/**
 * A certificate that was issued.
 *
 * @param certificatePem the leaf, PEM
 * @param trustedPem the CA certificates to trust, PEM, one after the other
 * @param publicKeyHash SHA-256 of the public key (SubjectPublicKeyInfo), hex: tells one key from another
 */
public record IssuedCertificate(String certificatePem, String trustedPem, String publicKeyHash, Instant expiresAt) {}
