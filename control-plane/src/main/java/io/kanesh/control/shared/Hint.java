package io.kanesh.control.shared;

/**
 * Another control-plane process on the same database says where it is worth looking now. It may be lost, come twice or be
 * about something that is over: looking from time to time is the truth, a hint only saves waiting for it. Published as an
 * event, outside any transaction, on the thread that hears.
 *
 * @param topic what kind of thing, e.g. {@code run}
 * @param id which one; empty when it does not matter
 */
public record Hint(String topic, String id) {
    /** A run is due. */
    public static final String RUN = "run";

    /** There is something new for a node's agent. */
    public static final String INSTRUCTIONS = "instructions";

    /** An event was written. */
    public static final String EVENT = "event";
}
