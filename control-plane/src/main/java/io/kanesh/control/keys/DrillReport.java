package io.kanesh.control.keys;

import io.kanesh.control.shared.Id.KeyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal showed, with measured times.
 *
 * @param id of the operation that it was
 * @param kind DISABLED, DENIED or UNREACHABLE
 * @param endedAt null while it is under way
 */
public record DrillReport(
        String id,
        KeyId key,
        String kind,
        Instant startedAt,
        @Nullable Instant endedAt,
        List<NodeTimes> nodes) {
    public DrillReport {
        nodes = List.copyOf(nodes);
    }

    /**
     * Times of one node, counted from the moment in which it was told.
     *
     * @param reached DEGRADED or SEALED; null when the node showed neither
     * @param millisToReach null as {@code reached}
     * @param sealMillis from the decision to the end of its engine; null when it did not seal
     * @param millisToRestore from the end of the rehearsal to ACTIVE; null when that was not seen
     */
    public record NodeTimes(
            String nodeId,
            @Nullable String reached,
            @Nullable Long millisToReach,
            @Nullable Long sealMillis,
            @Nullable Long millisToRestore) {}
}
