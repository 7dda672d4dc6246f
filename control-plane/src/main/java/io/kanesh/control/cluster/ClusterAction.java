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
    /** Restart its engines, rack by rack. */
    RESTART,
    /** Stop its engines and keep its machines. */
    PAUSE,
    /** Start its engines again. */
    RESUME,
    /** Bring all replicas together. */
    REPAIR,
    /** Put a new machine in the place of one of its nodes. */
    REPLACE,
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
            case RESTART, PAUSE, REPLACE -> refusalWhileServing(cluster, run).or(() -> refusalWithoutKey(cluster));
            case REPAIR -> refusalWhileServing(cluster, run);
            case RESUME -> refusalToResume(cluster, run);
            case DELETE -> refusalToDelete(cluster, run);
        };
    }

    private static Optional<Problem> refusalWhileServing(Cluster cluster, @Nullable ActiveRun run) {
        if (run != null) {
            return inProgress(run);
        }
        return switch (cluster.status().stage()) {
            case ESTABLISHED -> Optional.empty();
            case PAUSED ->
                Optional.of(conflict("cluster-is-paused", "The cluster is paused: its engines do not run.")
                        .withHint("Resume it first: POST …:resume."));
            case NEW, FAILED ->
                Optional.of(conflict("cluster-not-made", "The cluster has not been whole yet, or could not be deleted.")
                        .withHint("Look at its operations: retry the one that failed, or delete the cluster."));
        };
    }

    /** A node that is restarted while its KMS does not answer cannot open its files. */
    private static Optional<Problem> refusalWithoutKey(Cluster cluster) {
        return cluster.status()
                .condition(Condition.Type.KEY_AVAILABLE)
                .filter(condition -> condition.status() == Condition.Status.FALSE)
                .map(condition -> conflict(
                                "key-not-available",
                                "A node's key is not available now, and a node that restarts could not open its files: "
                                        + condition.message())
                        .withHint("Wait until the condition KeyAvailable is True."));
    }

    private static Optional<Problem> refusalToResume(Cluster cluster, @Nullable ActiveRun run) {
        if (run != null) {
            return inProgress(run);
        }
        return cluster.status().stage() == ClusterStatus.Stage.PAUSED
                ? Optional.empty()
                : Optional.of(conflict("cluster-not-paused", "The cluster is not paused.")
                        .withHint("There is nothing to resume; :restart restarts its engines."));
    }

    private static Optional<Problem> inProgress(ActiveRun run) {
        return Optional.of(
                conflict("operation-in-progress", "Operation " + run.id().value() + " is changing the cluster.")
                        .withHint("Wait for it, or cancel it with POST /api/v1/operations/"
                                + run.id().value() + ":cancel."));
    }

    private static Optional<Problem> refusalToDelete(Cluster cluster, @Nullable ActiveRun run) {
        if (run != null) {
            return inProgress(run);
        }
        // A cluster that never came about holds nothing that would need protection.
        if (cluster.spec().deletionProtection() && cluster.status().isMade()) {
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
