package io.kanesh.control.access;

/** What a token may do; each includes the ones before it. */
public enum Role {
    /** Look at everything but secrets. */
    VIEWER,
    /** Create, change and delete what runs. */
    OPERATOR,
    /** Tokens and projects. */
    OWNER;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
