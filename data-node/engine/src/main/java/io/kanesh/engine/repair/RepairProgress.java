package io.kanesh.engine.repair;

import org.jspecify.annotations.Nullable;

/**
 * How far a repair is.
 *
 * @param done parts of {@code total} that are through; a part is one keyspace among one set of replicas
 * @param differences how often two replicas of a range were found to differ; they were brought together
 * @param unheld ranges of the lost node that no other node holds
 * @param now what is being done, and what went wrong with it before, for the operator; or why it has ended
 *     before it was done
 */
public record RepairProgress(
        State state,
        int done,
        int total,
        long differences,
        int unheld,
        @Nullable String now) {

    /** Life of a repair. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED
    }
}
