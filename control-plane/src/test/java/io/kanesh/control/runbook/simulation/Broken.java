package io.kanesh.control.runbook.simulation;

/** An invariant does not hold. No fault of a step, so the engine lets it through. */
final class Broken extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    Broken(Invariant invariant, String how) {
        super(invariant + ": " + how);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }
}
