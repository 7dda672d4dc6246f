package io.kanesh.control.keys;

import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What this module asks of those who use keys; implemented where clusters and nodes are known. */
public interface KeyUsers {

    /** Everything that depends on a key now, as far as anyone knows. */
    List<Dependent> dependents(KeyId key);

    /** Seals every node whose key this is, or lets it go on, whatever its KMS says. */
    void lock(KeyId key, boolean locked);

    /** Asks every node whose key this is to ask its KMS now. A hint: a lost one costs nothing. */
    void hint(KeyId key);

    /** Nodes whose key this is. */
    List<NodeId> nodes(KeyId key);

    /** The audit trail of every node that has one, as long as its last report says. */
    List<KeyUse.Trail> trails();

    /**
     * Lines of a node's audit trail, oldest first; completes exceptionally when the node does not answer.
     *
     * @param from number of lines before the first
     */
    CompletableFuture<List<String>> trail(NodeId node, long from, int lines);
}
