package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.EncryptionContext;
import java.util.Map;
import java.util.UUID;

/** Whose keys these are. Every wrapped key is bound to all of it. */
public record NodeIdentity(String projectId, String clusterId, String dataCenter, String nodeId) {

    public NodeIdentity {
        if (projectId.isEmpty() || clusterId.isEmpty() || dataCenter.isEmpty() || nodeId.isEmpty()) {
            throw new IllegalArgumentException("A node's identity has four names, none empty");
        }
    }

    /** What a node key is bound to in the KMS. A key policy may condition on {@code kanesh:project}. */
    public EncryptionContext context(UUID nodeKeyId) {
        return EncryptionContext.of(Map.of(
                "kanesh:product",
                "kanesh",
                "kanesh:purpose",
                "node-key",
                "kanesh:version",
                "1",
                "kanesh:project",
                projectId,
                "kanesh:cluster",
                clusterId,
                "kanesh:data-center",
                dataCenter,
                "kanesh:node",
                nodeId,
                "kanesh:node-key",
                nodeKeyId.toString()));
    }
}
