package io.kanesh.control.cluster;

import org.jspecify.annotations.Nullable;

/** A cluster's state in one word; derived, never stored. */
public enum ClusterPhase {
    /** Being made for the first time. */
    CREATING,
    /** Every node serves and the cluster is what its spec says. */
    ACTIVE,
    /** Being changed; it serves meanwhile. */
    UPDATING,
    /** Not every node serves. */
    DEGRADED,
    /** Its engines are stopped by request; machines and data stay. */
    PAUSED,
    /** Being deleted; ends with the cluster gone. */
    DELETING,
    /** Could not be made, or could not be deleted; the condition CONVERGED says why. */
    FAILED;

    /** The one place that knows what a phase is. */
    public static ClusterPhase of(boolean deletionRequested, ClusterStatus status, @Nullable ActiveRun run) {
        if (run != null && run.kind() != ActiveRun.Kind.REPAIR) {
            return during(run);
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
        return status.nodesReady() < status.nodesTotal() ? DEGRADED : ACTIVE;
    }

    private static ClusterPhase during(ActiveRun run) {
        return switch (run.kind()) {
            // What is being undone will not come about: saying so early spares the customer the wait.
            case CREATE -> run.undoing() ? FAILED : CREATING;
            case UPDATE, RESTART, PAUSE, RESUME, REPAIR, REPLACE -> UPDATING;
            case DELETE -> DELETING;
        };
    }
}
