package io.kanesh.engine.keys;

import io.kanesh.kms.envelope.codec.Suite;
import io.kanesh.kms.envelope.keyring.NodeIdentity;
import java.util.UUID;

/**
 * Argument of the operation {@code keys}.
 *
 * @param nodeKeyId which of the keyring's node keys
 * @param nodeKey its 32 bytes, Base64 in JSON; the array is wiped by who takes it over
 * @param suite cipher of new files
 * @param minimumKeyringVersion newest version known to exist: an older keyring is refused
 * @param leaseMillis how long the key may be held from now on, unless it is extended
 */
@SuppressWarnings("ArrayRecordComponent") // taken over and wiped, never compared
public record KeyArguments(
        String projectId,
        String clusterId,
        String dataCenter,
        String nodeId,
        UUID nodeKeyId,
        byte[] nodeKey,
        Suite suite,
        long minimumKeyringVersion,
        long leaseMillis) {

    public KeyArguments {
        if (nodeKey.length != 32) {
            throw new IllegalArgumentException("a node key has 32 bytes");
        }
        if (leaseMillis <= 0) {
            throw new IllegalArgumentException("the lease is over");
        }
    }

    NodeIdentity identity() {
        return new NodeIdentity(projectId, clusterId, dataCenter, nodeId);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "KeyArguments[" + nodeId + ", " + nodeKeyId + ", " + suite + ", " + leaseMillis + " ms]";
    }
}
