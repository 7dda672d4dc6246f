package io.kanesh.control.cluster;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a customer can ask of a cluster, and whether it would be accepted now. */
public enum ClusterAction {
    /** Change name, labels or deletion protection. */
    UPDATE,
    /** Change node counts, instance types or data centers. */
    RESIZE,
    /** Delete it with all its data. */
    DELETE;

    /**
     * One action's state for consoles and programs, which thus never decide by themselves.
     *
     * @param reason why not; null when allowed
     */
    public record Permission(
            ClusterAction action, boolean allowed, @Nullable String reason) {}

    /** Every action, in the order of this enumeration. */
    public static List<Permission> permissions(Cluster cluster, @Nullable ActiveRun run) {
        return List.of(values()).stream()
                .map(action -> action.refusal(cluster, run)
                        .map(why -> new Permission(action, false, why.message()))
                        .orElseGet(() -> new Permission(action, true, null)))
                .toList();
    }

    /** Why it would be refused now; empty when it is allowed. The facade refuses by exactly this. */
    public Optional<Problem> refusal(Cluster cluster, @Nullable ActiveRun run) {
        if (cluster.deletionRequested()) {
            return Optional.of(conflict("cluster-is-being-deleted", "The cluster is being deleted.")
                    .withHint("Deleting cannot be taken back; its name is free again when the deletion has ended."));
        }
        return switch (this) {
            case UPDATE -> Optional.empty();
            case RESIZE ->
                Optional.of(conflict(
                                "resize-not-available",
                                "The number and kind of nodes of a cluster cannot be changed yet: growing without an"
                                        + " interruption needs tablets, which this version does not have.")
                        .withHint("Create a cluster of the size you need and copy the data over."));
            case DELETE -> refusalToDelete(cluster, run);
        };
    }

    private static Optional<Problem> refusalToDelete(Cluster cluster, @Nullable ActiveRun run) {
        if (run != null) {
            return Optional.of(
                    conflict("operation-in-progress", "Operation " + run.id().value() + " is changing the cluster.")
                            .withHint("Wait for it, or cancel it with POST /api/v1/operations/"
                                    + run.id().value() + ":cancel."));
        }
        // A cluster that never came about holds nothing that would need protection.
        boolean holdsData = cluster.status().stage() == ClusterStatus.Stage.ESTABLISHED;
        if (cluster.spec().deletionProtection() && holdsData) {
            return Optional.of(conflict("deletion-protected", "The cluster is protected against deletion.")
                    .withHint("Switch the protection off first: PATCH the cluster with"
                            + " {\"deletionProtection\": false}."));
        }
        return Optional.empty();
    }

    private static Problem conflict(String code, String message) {
        return Problem.of(code, Kind.CONFLICT, message);
    }
}
