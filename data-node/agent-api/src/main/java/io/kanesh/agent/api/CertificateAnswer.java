package io.kanesh.agent.api;

/**
 * A signed certificate.
 *
 * @param certificatePem the leaf certificate, PEM
 * @param trustedCaPem the CA certificates to trust from now on, PEM, one after the other (more than one while a CA rotates)
 */
public record CertificateAnswer(String certificatePem, String trustedCaPem) {}
