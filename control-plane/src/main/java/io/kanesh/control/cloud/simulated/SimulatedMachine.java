package io.kanesh.control.cloud.simulated;

import io.kanesh.control.cloud.Machine;

/**
 * A simulated machine as an operator sees it.
 *
 * @param engineState as its node reports it
 * @param engineRestarts unplanned ones
 * @param isCut whether its agent cannot reach the control plane
 * @param hasEnrolled whether its agent has an identity
 */
public record SimulatedMachine(
        Machine machine, String engineState, int engineRestarts, boolean isCut, boolean hasEnrolled) {

    /** What can be done to one. */
    public enum Fault {
        /** Gone with everything on it, and nobody asked for it. */
        LOSE,
        /** The engine ends, and is started again after a while. */
        CRASH_ENGINE,
        /** The agent cannot reach the control plane any more. */
        CUT,
        /** It can again. */
        MEND,
        /** Its key-management service refuses the node: it seals itself. */
        DENY_KEY,
        /** It does no more. */
        GRANT_KEY
    }
}
