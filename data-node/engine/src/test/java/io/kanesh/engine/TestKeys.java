package io.kanesh.engine;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.envelope.keyring.DataKeys;
import io.kanesh.kms.envelope.keyring.KeyringFiles;
import io.kanesh.kms.envelope.keyring.NodeIdentity;
import io.kanesh.kms.envelope.keyring.NodeKeyEntry;
import io.kanesh.kms.envelope.keyring.NodeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The agent's part for engines that have none: the node's key, kept in the test's memory instead of wrapped by a KMS. */
final class TestKeys {
    private static final UUID NODE_KEY = new UUID(1, 2);

    private final byte[] nodeKey =
            "a node key of 32 bytes, for test".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private final NodeIdentity node;
    private final Path keyring;

    TestKeys(Path home) {
        keyring = home.resolve("keyring");
        node = new NodeIdentity(
                "prj_test", "cl_test", "dc1", "nd_" + home.getParent().getFileName());
    }

    /** Arguments of {@code keys}; writes the first keyring when there is none. */
    Map<String, Object> arguments(Duration lease) throws IOException {
        if (!Files.exists(keyring.resolve("keyring.1"))) {
            Files.createDirectories(keyring);
            try (SecretBytes secret = SecretBytes.copyOf("test", nodeKey)) {
                DataKeys.first(new KeyringFiles(keyring), node, new NodeKeys.Made(secret, entry()));
            }
        }
        Map<String, Object> arguments = new TreeMap<>();
        arguments.put("projectId", node.projectId());
        arguments.put("clusterId", node.clusterId());
        arguments.put("dataCenter", node.dataCenter());
        arguments.put("nodeId", node.nodeId());
        arguments.put("nodeKeyId", NODE_KEY.toString());
        arguments.put("nodeKey", nodeKey);
        arguments.put("suite", "AES_128_GCM");
        arguments.put("minimumKeyringVersion", 1);
        arguments.put("leaseMillis", lease.toMillis());
        return arguments;
    }

    private static NodeKeyEntry entry() {
        return new NodeKeyEntry(
                NODE_KEY, 0, List.of(new WrappedKey(KeyReference.parse("kanesh-local://test/none"), "", new byte[1])));
    }
}
