package io.kanesh.engine.control;

import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.EngineSettings;
import java.util.List;

/**
 * Argument of the operation {@code start}.
 *
 * @param settings what this engine should be
 * @param allowedCidrs networks from which clients may connect; a later change comes by {@code allowed-cidrs}
 * @param tls files of the node's identity; the paths may hold new contents later, see {@code reload-tls}
 */
public record StartArguments(EngineSettings settings, Tls tls, List<String> allowedCidrs) {

    public StartArguments {
        // An agent from before there were allow lists lets everybody in, as it always did.
        allowedCidrs = allowedCidrs == null ? ClientAccess.EVERYBODY.allowedCidrs() : List.copyOf(allowedCidrs);
    }

    /**
     * Paths of PEM files that the agent keeps.
     *
     * @param keyPem private key, PKCS#8, not encrypted, mode 0600
     * @param certificatePem the node's certificate, followed by any intermediate ones
     * @param caPem the cluster's authority, trusted for nodes and given to clients
     */
    public record Tls(String keyPem, String certificatePem, String caPem) {}
}
