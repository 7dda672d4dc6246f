package io.kanesh.control.cloud.simulated;

import io.kanesh.agent.api.DesiredConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated agent would have on its machine's disk.
 *
 * @param key PKCS#8 of its private key, Base64
 * @param publicKey X.509 of the public half, Base64
 * @param certificatePem its identity
 * @param trustedPem who signs the agent endpoint's certificate
 * @param expiresAt of the identity, RFC 3339
 * @param desired the newest configuration; null before the first
 * @param highestFence ever seen; a lower one is refused
 * @param hostId of its engine, once it served
 * @param serves whether its engine served when this was written, with the newest settings
 */
record AgentMemory(
        String key,
        String publicKey,
        String certificatePem,
        String trustedPem,
        String expiresAt,
        @Nullable DesiredConfiguration desired,
        long highestFence,
        @Nullable String hostId,
        boolean serves) {

    AgentMemory certified(String certificate, String trusted, String until) {
        return new AgentMemory(key, publicKey, certificate, trusted, until, desired, highestFence, hostId, serves);
    }

    AgentMemory told(DesiredConfiguration configuration, long fence) {
        return new AgentMemory(
                key, publicKey, certificatePem, trustedPem, expiresAt, configuration, fence, hostId, serves);
    }

    AgentMemory engine(@Nullable String host, boolean isServing) {
        return new AgentMemory(
                key, publicKey, certificatePem, trustedPem, expiresAt, desired, highestFence, host, isServing);
    }
}
