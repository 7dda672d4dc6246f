package io.kanesh.control.access;

/** How far something reaches; each level includes the ones before it. */
public enum Level {
    /** Whoever asks: about oneself, or about what is the same for all. */
    CALLER,
    PROJECT,
    ORGANIZATION,
    INSTALLATION;

    public boolean includes(Level other) {
        return compareTo(other) >= 0;
    }
}
