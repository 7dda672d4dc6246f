package io.kanesh.control.shared;

/** Gives hints to the other control-plane processes of this installation. */
public interface Hints {

    /** Inside a transaction: with its commit, once, and not at all when it is rolled back. Outside of one: at once. */
    void give(Hint hint);
}
