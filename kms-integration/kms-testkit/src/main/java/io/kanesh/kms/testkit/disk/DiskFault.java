package io.kanesh.kms.testkit.disk;

/** What happens at the planned step. */
public enum DiskFault {
    /** The process ends before the step; what was written stays, as after {@code kill -9}. */
    KILL,
    /** As {@link #KILL}, but half of the write has happened. */
    TORN,
    /** As {@link #KILL}, and what was not forced is lost. Renames stay: file systems journal them in order. */
    POWER_CUT,
    /** The process lives on; of the planned write one half fits, and all later steps that need space fail until {@link FaultyDisk#release}. */
    NO_SPACE;

    boolean endsTheProcess() {
        return this != NO_SPACE;
    }
}
