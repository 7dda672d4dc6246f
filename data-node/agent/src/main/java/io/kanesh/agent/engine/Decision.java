package io.kanesh.agent.engine;

/**
 * What a state decided: the next state, and the one thing to do on the way there.
 *
 * @param next the state from now on; an act may change it once more by its result
 */
public record Decision(EngineLife next, Act act) {

    /** One thing to do. */
    public enum Act {
        NOTHING,
        /** Start a process. */
        LAUNCH,
        /** Hand the settings over. */
        ASK_START,
        ASK_STOP,
        /** Tell it to forget its key and to end. */
        ASK_SEAL,
        /** SIGTERM. */
        TERMINATE,
        /** SIGKILL. */
        KILL,
        /** Remember an end that nobody had asked for. */
        NOTE_DEATH,
        /** Remember an end that came with the end of the key. */
        NOTE_SEAL,
        /** Remember an end that was asked for. */
        NOTE_STOP
    }

    static Decision stay(EngineLife life) {
        return new Decision(life, Act.NOTHING);
    }
}
