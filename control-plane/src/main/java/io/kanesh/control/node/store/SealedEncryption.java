package io.kanesh.control.node.store;

import io.kanesh.agent.api.Encryption;
import io.kanesh.control.secrets.InstallationSecrets;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A node's way to its key as it is kept: sealed, because it may hold the secret of the node's identity. */
@Component
class SealedEncryption {
    private final InstallationSecrets secrets;

    SealedEncryption(InstallationSecrets secrets) {
        this.secrets = secrets;
    }

    @Nullable
    String seal(@Nullable Encryption encryption, String nodeId) {
        return encryption == null
                ? null
                : secrets.seal(Json.write(encryption).getBytes(StandardCharsets.UTF_8), context(nodeId));
    }

    @Nullable
    Encryption open(@Nullable String sealed, String nodeId) {
        return sealed == null
                ? null
                : Json.read(
                        new String(secrets.open(sealed, context(nodeId)), StandardCharsets.UTF_8), Encryption.class);
    }

    private static String context(String nodeId) {
        return "encryption of node " + nodeId;
    }
}
