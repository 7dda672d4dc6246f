package io.kanesh.control.cluster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster's state in one word; derived, never stored. */
public enum ClusterPhase {
    /** Being made for the first time. */
    CREATING,
    /** Every node serves and the cluster is what its spec says. */
    ACTIVE,
    /** Being changed; it serves meanwhile. */
    UPDATING,
    /** Not every node serves, or a node's KMS does not answer; the conditions say which. */
    DEGRADED,
    /** The key is away: no node has it, and none serves. The condition KEY_AVAILABLE says why, and what to do. */
    SEALED,
    /** The key is back; nodes start and replay their commit logs. */
    RESTORING,
    /** Its engines are stopped by request; machines and data stay. */
    PAUSED,
    /** Being deleted; ends with the cluster gone. */
    DELETING,
    /** Could not be made, or could not be deleted; the condition CONVERGED says why. */
    FAILED;

    /** The one place that knows what a phase is. */
    public static ClusterPhase of(boolean deletionRequested, ClusterStatus status, @Nullable ActiveRun run) {
        if (run != null && run.kind() != ActiveRun.Kind.REPAIR) {
            return during(run, status);
        }
        if (status.stage() == ClusterStatus.Stage.FAILED) {
            return FAILED;
        }
        if (deletionRequested) {
            return DELETING;
        }
        if (status.stage() == ClusterStatus.Stage.NEW) {
            return CREATING;
        }
        if (status.stage() == ClusterStatus.Stage.PAUSED) {
            return PAUSED;
        }
        return byKey(status).orElse(status.nodesReady() < status.nodesTotal() ? DEGRADED : ACTIVE);
    }

    private static Optional<ClusterPhase> byKey(ClusterStatus status) {
        return status.condition(Condition.Type.KEY_AVAILABLE).flatMap(condition -> switch (condition.reason()) {
            case "Sealed" -> Optional.of(SEALED);
            case "Restoring" -> Optional.of(RESTORING);
            default -> condition.status() == Condition.Status.FALSE ? Optional.of(DEGRADED) : Optional.empty();
        });
    }

    private static ClusterPhase during(ActiveRun run, ClusterStatus status) {
        return switch (run.kind()) {
            // What is being undone will not come about: saying so early spares the customer the wait.
            case CREATE -> run.undoing() ? FAILED : CREATING;
            // Without its key nothing serves, whatever is being changed.
            case UPDATE, RESTART, PAUSE, RESUME, REPAIR, REPLACE ->
                byKey(status).filter(SEALED::equals).orElse(UPDATING);
            case DELETE -> DELETING;
        };
    }
}
