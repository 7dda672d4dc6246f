package io.kanesh.control.keys;

import io.kanesh.control.shared.Id.ClusterId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be read any more if a key were gone.
 *
 * @param kind SPEC (a cluster is meant to use it), NODE (a node's key is wrapped by it), RECIPIENT (a node's key is also wrapped by
 *     it, while its key is being changed)
 * @param nodeId null for a SPEC
 * @param keyVersion of the master key, as the KMS names it; null where it names none
 * @param bytes of files below it; 0 when not known
 */
public record Dependent(
        Kind kind,
        ClusterId cluster,
        String clusterName,
        @Nullable String nodeId,
        String dataCenter,
        @Nullable String keyVersion,
        long bytes,
        long files) {
    private static final int NAMED = 3;

    /** What sort of thing depends. */
    public enum Kind {
        SPEC,
        NODE,
        RECIPIENT
    }

    /** In short, e.g. {@code 3 nodes of cluster 'orders' depend on it}. */
    public static String words(List<Dependent> dependents) {
        String clusters = dependents.stream()
                .map(Dependent::clusterName)
                .distinct()
                .limit(NAMED)
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        long nodes = dependents.stream()
                .map(Dependent::nodeId)
                .filter(id -> id != null)
                .distinct()
                .count();
        return nodes + (nodes == 1 ? " node" : " nodes") + " of " + clusters + " depend on it";
    }
}
