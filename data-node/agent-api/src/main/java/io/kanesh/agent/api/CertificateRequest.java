package io.kanesh.agent.api;

/**
 * {@code POST /agent/v1/certificates}: a certificate for a key that the node has made and keeps. Called for renewal of the
 * agent's own certificate and for the engine's (internode and client TLS).
 *
 * @param purpose which CA signs and what the certificate may be used for
 * @param csrPem PKCS#10 request, PEM, EC P-256
 */
public record CertificateRequest(Purpose purpose, String csrPem) {

    /** What the certificate is for. */
    public enum Purpose {
        /** The agent's own identity towards the control plane, signed by the agents' CA. */
        AGENT,
        /** The engine's identity towards other engines and CQL clients, signed by the cluster's CA. */
        ENGINE
    }
}
