package io.kanesh.agent.api;

/**
 * {@code POST /agent/v1/enrol}, the only call without a client certificate. Repeating it with the same token and the same
 * public key gives a new certificate (the answer may have been lost); with another key it is refused for ever.
 *
 * @param csrPem PKCS#10 request, PEM, EC P-256; its subject is ignored, the control plane writes its own
 */
public record EnrolRequest(String nodeId, String token, String csrPem) {}
