package io.kanesh.agent.control;

/** Why a call to the control plane did not work, classified once, here. */
public final class ControlPlaneFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What it means for the caller. */
    public enum Kind {
        /** Not reachable, overloaded or broken for now: try again later, everything goes on meanwhile. */
        AWAY,
        /** It answers, and does not accept who we are. Trying again is cheap and helps only when somebody changes something. */
        DENIED,
        /** It answers, and does not accept what we say; the same again will get the same answer. */
        REFUSED
    }

    public ControlPlaneFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public ControlPlaneFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
