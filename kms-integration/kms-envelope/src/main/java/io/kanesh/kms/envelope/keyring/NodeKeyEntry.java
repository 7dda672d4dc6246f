package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.WrappedKey;
import java.util.List;
import java.util.UUID;

/**
 * A node key as it is stored: only wrapped. Several recipients while a master key is being replaced; each of them alone opens
 * it.
 */
public record NodeKeyEntry(UUID id, long createdMillis, List<WrappedKey> recipients) {

    public NodeKeyEntry {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("A node key without a recipient could never be opened");
        }
        recipients = List.copyOf(recipients);
    }
}
