package io.kanesh.kms.envelope.keyring;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything in the keyring, as a value.
 *
 * @param version rises by one with every write; an older one is refused
 * @param previousHash SHA-256 of the bytes of the version before, hex; 64 zeros for the first
 * @param activeNodeKey wraps new data keys and authenticates the whole
 */
public record Keyring(
        long version,
        String previousHash,
        NodeIdentity node,
        UUID activeNodeKey,
        List<NodeKeyEntry> nodeKeys,
        List<DataKeyEntry> dataKeys) {

    static final String NO_PREVIOUS = "0".repeat(64);

    public Keyring {
        nodeKeys = List.copyOf(nodeKeys);
        dataKeys = List.copyOf(dataKeys);
        if (nodeKeys.stream().noneMatch(entry -> entry.id().equals(activeNodeKey))) {
            throw new IllegalArgumentException("The active node key is not in the keyring");
        }
        if (dataKeys.stream().map(DataKeyEntry::id).distinct().count() != dataKeys.size()) {
            throw new IllegalArgumentException("A data key is in the keyring twice");
        }
    }

    public NodeKeyEntry active() {
        return nodeKey(activeNodeKey).orElseThrow();
    }

    public Optional<NodeKeyEntry> nodeKey(UUID id) {
        return nodeKeys.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    public Optional<DataKeyEntry> dataKey(UUID id) {
        return dataKeys.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** The next version, with these entries. */
    Keyring next(String hashOfThis, UUID newActive, List<NodeKeyEntry> newNodeKeys, List<DataKeyEntry> newDataKeys) {
        return new Keyring(version + 1, hashOfThis, node, newActive, newNodeKeys, newDataKeys);
    }
}
