package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.envelope.calls.VerifiedKms;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does with node keys and the customer's KMS. No write to disk here: the caller writes the keyring that it gets
 * back. A node key that could not be unwrapped again is never returned.
 */
public final class NodeKeys {

    private final Kms kms;
    private final NodeIdentity node;

    /** @param kms with the node's own identity */
    public NodeKeys(Kms kms, NodeIdentity node) {
        this.kms = new VerifiedKms(kms);
        this.node = node;
    }

    /** A new node key: owned by the caller, and its entry. */
    public record Made(SecretBytes secret, NodeKeyEntry entry) {}

    /** Generates a node key under {@code key} and unwraps it once, to be sure that it will open. */
    public Made generate(KeyReference key, UUID id, long nowMillis) {
        var context = node.context(id);
        var generated = kms.generateDataKey(key, context);
        return new Made(generated.secret(), new NodeKeyEntry(id, nowMillis, List.of(generated.wrapped())));
    }

    /**
     * Unwraps a node key through the recipient whose master key is {@code key}. The rule of regions: this data center's own
     * key decides, even if another recipient would open.
     */
    public SecretBytes unwrap(NodeKeyEntry entry, KeyReference key) {
        var recipient = recipient(entry, key);
        if (recipient == null) {
            throw new KmsFault(
                    FaultClass.TAMPER,
                    "decrypt",
                    "NoSuchRecipient",
                    "node key " + entry.id() + " is not wrapped by " + key,
                    "",
                    null);
        }
        return kms.decrypt(recipient, node.context(entry.id())).secret();
    }

    /**
     * Adds a recipient: the first half of a change of master key. The old one stays until {@link #dropRecipient}.
     *
     * @param other the KMS of {@code target}, which may be another cloud
     */
    public NodeKeyEntry addRecipient(NodeKeyEntry entry, SecretBytes secret, Kms other, KeyReference target) {
        var context = node.context(entry.id());
        var wrapped = new VerifiedKms(other).encrypt(target, secret, context);
        var recipients = new ArrayList<>(entry.recipients());
        recipients.removeIf(recipient -> recipient.key().equals(target));
        recipients.add(wrapped);
        return new NodeKeyEntry(entry.id(), entry.createdMillis(), recipients);
    }

    /** Removes a recipient; the last one cannot be removed. */
    public static NodeKeyEntry dropRecipient(NodeKeyEntry entry, KeyReference key) {
        var recipients = new ArrayList<>(entry.recipients());
        recipients.removeIf(recipient -> recipient.key().equals(key));
        return new NodeKeyEntry(entry.id(), entry.createdMillis(), recipients);
    }

    /** Wraps the same node key under the newest version of its master key, after that has been rotated. */
    public NodeKeyEntry rewrap(NodeKeyEntry entry, KeyReference key) {
        var context = node.context(entry.id());
        var recipients = new ArrayList<WrappedKey>();
        for (var recipient : entry.recipients()) {
            recipients.add(recipient.key().equals(key) ? kms.reEncrypt(recipient, context, key, context) : recipient);
        }
        return new NodeKeyEntry(entry.id(), entry.createdMillis(), recipients);
    }

    private static @Nullable WrappedKey recipient(NodeKeyEntry entry, KeyReference key) {
        return entry.recipients().stream()
                .filter(recipient -> recipient.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
