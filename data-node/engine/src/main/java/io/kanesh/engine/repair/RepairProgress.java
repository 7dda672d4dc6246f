package io.kanesh.engine.repair;

import org.jspecify.annotations.Nullable;

/**
 * How far a repair is.
 *
 * @param done parts of {@code total} that are through; a part is one keyspace among one set of replicas
 * @param differences how often two replicas of a range were found to differ; they were brought together
 * @param unheld ranges of the lost node that no other node holds
 * @param now what is being done, for the operator; null when it has ended
 * @param error why it failed; null unless it has
 */
public record RepairProgress(
        State state,
        int done,
        int total,
        long differences,
        int unheld,
        @Nullable String now,
        @Nullable String error) {

    /** Life of a repair. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }
}
