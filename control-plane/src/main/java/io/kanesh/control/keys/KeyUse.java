package io.kanesh.control.keys;

import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One use of a key or one attempt: a line of a node's audit trail.
 *
 * @param line number in the node's trail, from 1
 * @param keyUri the master key; empty when a data key was used
 * @param chained whether its hash follows from the line before it
 * @param text a JSON object as the node wrote it, hash included
 */
public record KeyUse(
        NodeId node,
        long line,
        ProjectId project,
        String keyUri,
        Instant at,
        String reason,
        String outcome,
        boolean chained,
        String text) {

    /**
     * Which ones, the newest first; null and empty admit all.
     *
     * @param nodes whose uses of data keys count too, beside every use of the master key
     * @param contains a text in the line
     * @param after only those behind this one
     */
    public record Filter(
            Set<NodeId> nodes,
            @Nullable NodeId node,
            @Nullable String reason,
            @Nullable String outcome,
            @Nullable Instant since,
            @Nullable Instant until,
            String contains,
            @Nullable Place after) {
        public static final Filter ALL = new Filter(Set.of(), null, null, null, null, null, "", null);

        public Filter {
            nodes = Set.copyOf(nodes);
        }

        public Filter of(Set<NodeId> wanted) {
            return new Filter(wanted, node, reason, outcome, since, until, contains, after);
        }
    }

    /** Where a use stands in the order of time. */
    public record Place(Instant at, String node, long line) {}

    public Place place() {
        return new Place(at, node.value(), line);
    }

    /** @param silent nodes that did not answer just now; what they said before is among the uses */
    public record Found(List<KeyUse> uses, List<String> silent) {}

    /** A node's trail as its last report has it. */
    public record Trail(NodeId node, ProjectId project, long lines) {}
}
