package io.kanesh.control.cluster;

import io.kanesh.control.shared.Generation;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.Instant;

/**
 * One customer's database: what was asked for and what was last seen.
 *
 * @param generation rises with every change of {@code spec} or {@code deletionRequested}
 * @param deletionRequested the customer wants it gone; never taken back
 * @param createdBy name of the token that asked for it
 */
public record Cluster(
        ClusterId id,
        ProjectId project,
        ClusterSpec spec,
        boolean deletionRequested,
        Generation generation,
        ClusterStatus status,
        AdminRole admin,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** With another spec, as the next generation. */
    public Cluster changedTo(ClusterSpec newSpec, Instant now) {
        return new Cluster(
                id, project, newSpec, deletionRequested, generation.next(), status, admin, createdBy, createdAt, now);
    }

    /** Wanted gone, as the next generation. */
    public Cluster toBeDeleted(Instant now) {
        return new Cluster(id, project, spec, true, generation.next(), status, admin, createdBy, createdAt, now);
    }

    public Cluster observedAs(ClusterStatus newStatus) {
        return new Cluster(
                id, project, spec, deletionRequested, generation, newStatus, admin, createdBy, createdAt, updatedAt);
    }
}
