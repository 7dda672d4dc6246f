package io.kanesh.control.node;

/** A writer that was replaced meanwhile tried to change a node; what it wanted must not happen any more. */
public final class FenceTooLow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FenceTooLow(String node, long fence, long newest) {
        super("a writer with fence " + fence + " may not change " + node + ": fence " + newest + " was seen");
    }
}
