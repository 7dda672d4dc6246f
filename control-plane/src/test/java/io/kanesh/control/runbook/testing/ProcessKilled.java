package io.kanesh.control.runbook.testing;

/** The process is gone at this very place: nothing after it happens. No fault of a step, so the engine lets it through. */
public final class ProcessKilled extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    public ProcessKilled(String where) {
        super(where);
    }
}
