package io.kanesh.agent.api;

/**
 * A signed certificate.
 *
 * @param certificatePem the certificate chain, the leaf first, PEM
 * @param trustedCaPem the CA certificates to trust from now on, PEM, one after the other (more than one while a CA rotates)
 * @param trustGeneration which step of a change of the authority this belongs to, see {@link ClientAccess}; 0 before the first
 */
public record CertificateAnswer(String certificatePem, String trustedCaPem, int trustGeneration) {}
