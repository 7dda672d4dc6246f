package io.kanesh.control.cluster.runbooks;

/** What holds in every history of maintenance, whatever fails; each with the reason why it must, and the flaw that it catches. */
enum MaintenanceInvariant {
    /** A node that crashes is bad luck; a second one that we take away then is our fault, and requests fail because of it. */
    NEVER_BELOW_QUORUM_BY_OUR_OWN_HAND(MaintenanceFlaw.ALL_SEEMS_WHOLE),
    /** A new node fetches a range from one replica: what that one lacks is lost, although a quorum had acknowledged it. */
    SURVIVORS_ARE_REPAIRED_BEFORE_A_NEW_NODE_FETCHES(MaintenanceFlaw.REPAIR_LIES),
    /** Two engines that claim the same tokens each take a part of the writes. */
    TOKENS_HAVE_ONE_OWNER(MaintenanceFlaw.RELEASE_DOES_NOTHING),
    /** Who is told "paused" may take the machines' disks out. */
    PAUSED_MEANS_STOPPED(MaintenanceFlaw.STOPPED_TOO_EARLY),
    /** A run that never ends keeps everything else from the cluster. */
    EVERY_RUN_ENDS(MaintenanceFlaw.REPAIR_NEVER_ENDS),
    /** A control plane that slept must not undo what its successor decided. */
    NODES_OBEY_THE_LAST_WRITER(MaintenanceFlaw.NODES_IGNORE_FENCES);

    private final MaintenanceFlaw caught;

    MaintenanceInvariant(MaintenanceFlaw caught) {
        this.caught = caught;
    }

    MaintenanceFlaw caught() {
        return caught;
    }

    /** It does not hold. No fault of a step, so the engine of runs lets it through. */
    static final class Broken extends VirtualMachineError {
        private static final long serialVersionUID = 1L;

        private final MaintenanceInvariant invariant;

        Broken(MaintenanceInvariant invariant, String how) {
            super(invariant + ": " + how);
            this.invariant = invariant;
        }

        MaintenanceInvariant invariant() {
            return invariant;
        }
    }
}
