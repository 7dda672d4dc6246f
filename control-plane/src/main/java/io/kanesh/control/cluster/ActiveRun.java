package io.kanesh.control.cluster;

import io.kanesh.control.shared.Id.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * The operation that is changing a cluster right now.
 *
 * @param undoing it failed or was cancelled, and what it did is being taken back
 * @param waitingFor what its current step waits for; null when it waits for nothing
 */
public record ActiveRun(
        OperationId id,
        Kind kind,
        boolean undoing,
        int percent,
        @Nullable String waitingFor) {

    /** What it does to the cluster. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE,
        RESTART,
        PAUSE,
        RESUME,
        /** Compares data and changes nothing that anybody sees. */
        REPAIR,
        REPLACE
    }
}
