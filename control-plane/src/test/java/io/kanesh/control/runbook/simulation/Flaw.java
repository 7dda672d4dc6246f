package io.kanesh.control.runbook.simulation;

/** What can be broken on purpose, to see that the invariants catch it. */
enum Flaw {
    NONE,
    /** The undo of a launch forgets the machine. */
    UNDO_FORGETS_THE_MACHINE,
    /** The wait for the children looks away. */
    WAIT_LOOKS_AWAY,
    /** A launch asks the cloud with a new token each time. */
    LAUNCH_IGNORES_ITS_TOKEN,
    /** A node starts its engine without asking the KMS. */
    ENGINE_STARTS_WITHOUT_ITS_KEY,
    /** Nodes take configuration from anybody, however old. */
    NODES_IGNORE_FENCES,
    /** Nodes take a message that was sent before the one they have. */
    NODES_TAKE_OLD_MESSAGES,
    /** The journal takes whatever percentage was last computed. */
    PERCENT_MAY_FALL,
    /** A wait never comes true and only alerts. */
    WAIT_NEVER_ENDS,
    /** The journal forgets to write a step that is done. */
    JOURNAL_FORGETS_A_STEP,
    /** The journal lets a second run of a subject start. */
    JOURNAL_HAS_NO_UNIQUE_INDEX,
    /** The journal keeps what a process found out after it was replaced. */
    JOURNAL_IGNORES_FENCES
}
