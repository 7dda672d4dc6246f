package io.kanesh.control.postgres.server;

import io.kanesh.control.postgres.PostgresFault;

/** Waiting where an interruption can only mean that the process is being stopped. */
final class Interruptions {
    private Interruptions() {}

    /** A wait that may be interrupted. */
    @FunctionalInterface
    interface Wait<T> {
        T end() throws InterruptedException;
    }

    static <T> T await(Wait<T> wait) {
        try {
            return wait.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFault("Interrupted while waiting for PostgreSQL", e);
        }
    }
}
