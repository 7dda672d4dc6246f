package io.kanesh.control.cluster.runbooks;

/** What can be broken on purpose, to see that {@link MaintenanceInvariant} catches it. */
enum MaintenanceFlaw {
    NONE,
    /** Every node seems to serve and to see every other one. */
    ALL_SEEMS_WHOLE,
    /** A repair says that it is done before it has begun. */
    REPAIR_LIES,
    /** A released node keeps its machine. */
    RELEASE_DOES_NOTHING,
    /** An engine that is still stopping is taken for a stopped one. */
    STOPPED_TOO_EARLY,
    /** A repair is never through. */
    REPAIR_NEVER_ENDS,
    /** Nodes take configuration from writers that were replaced. */
    NODES_IGNORE_FENCES
}
