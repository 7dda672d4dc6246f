package io.kanesh.control.keys.control;

import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.KeyCause;

/** Sentences about keys for events. */
final class KeyWords {
    private KeyWords() {}

    static String phase(Cmk key) {
        KeyCause cause = key.status().cause();
        return "Key '" + key.name().value() + "' is " + key.phase() + (cause == null ? "." : ": " + cause.message());
    }
}
