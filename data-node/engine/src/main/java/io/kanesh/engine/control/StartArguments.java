package io.kanesh.engine.control;

import io.kanesh.agent.api.EngineSettings;

/**
 * Argument of the operation {@code start}.
 *
 * @param settings what this engine should be
 * @param tls files of the node's identity; the paths may hold new contents later, see {@code reload-tls}
 */
public record StartArguments(EngineSettings settings, Tls tls) {

    /**
     * Paths of PEM files that the agent keeps.
     *
     * @param keyPem private key, PKCS#8, not encrypted, mode 0600
     * @param certificatePem the node's certificate, followed by any intermediate ones
     * @param caPem the cluster's authority, trusted for nodes and given to clients
     */
    public record Tls(String keyPem, String certificatePem, String caPem) {}
}
