package io.kanesh.engine.keys;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.envelope.codec.Suite;
import io.kanesh.kms.envelope.keyring.DataKeys;
import io.kanesh.kms.envelope.keyring.KeyringFiles;
import io.kanesh.kms.envelope.keyring.NodeIdentity;
import io.kanesh.kms.envelope.keyring.NodeKeyEntry;
import io.kanesh.kms.envelope.keyring.NodeKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Keys of a node that lives once: for the class archive. No KMS wraps the node key, so that nothing can open the node's files
 * again when the process has ended.
 */
public final class TrainingKeys {

    private TrainingKeys() {}

    /** A keyring in this folder, and what opens it. */
    public static KeyArguments of(Path keyring) throws IOException {
        NodeIdentity node = new NodeIdentity("training", "training", "dc1", "training");
        SecureRandom random = new SecureRandom();
        byte[] nodeKey = new byte[32];
        random.nextBytes(nodeKey);
        UUID id = new UUID(random.nextLong(), random.nextLong());
        WrappedKey nobody = new WrappedKey(KeyReference.parse("kanesh-local://training/nobody"), "", new byte[1]);
        try (SecretBytes secret = SecretBytes.copyOf("training", nodeKey)) {
            NodeKeyEntry entry = new NodeKeyEntry(id, 0, List.of(nobody));
            DataKeys.first(new KeyringFiles(keyring), node, new NodeKeys.Made(secret, entry));
        }
        return new KeyArguments(
                node.projectId(),
                node.clusterId(),
                node.dataCenter(),
                node.nodeId(),
                id,
                nodeKey,
                Suite.AES_128_GCM,
                1,
                Duration.ofHours(1).toMillis());
    }
}
