package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.KeyCause;
import io.kanesh.control.keys.rest.KeyResponse.KeyConditionResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key's state for the person who has to do something about it. */
final class KeyStateWords {
    private KeyStateWords() {}

    static @Nullable String whatToDo(Cmk key) {
        if (key.locked()) {
            return "It was revoked here: every node that uses it is sealed. POST …:restore takes that back.";
        }
        return switch (key.phase()) {
            case ACTIVE, ROTATING -> null;
            case PENDING_VALIDATION ->
                "Paste the grant text (GET …/keys:grant-text), then POST …:check; no cluster can use the key before.";
            case UNREACHABLE ->
                "Its KMS does not answer. Nodes go on for their grace, then seal; nothing has to be changed in a policy.";
            case DENIED ->
                "Its KMS refuses our identity. If that was not meant, paste the grant text again; nodes notice within a"
                        + " minute.";
            case DISABLED -> "It is disabled in its KMS. Enable it there; nodes notice within a minute.";
            case PENDING_DELETION ->
                "Cancel its deletion in its KMS and enable it, before its waiting period ends. After that, what it"
                        + " protects can never be read again.";
            case DESTROYED -> "It is gone for good, and with it everything that it protected.";
        };
    }

    static List<KeyConditionResponse> conditions(Cmk key) {
        var status = key.status();
        KeyCause cause = status.cause();
        boolean isUsable = key.phase().usable();
        String why = cause == null ? "No check has been made." : cause.message();
        return List.of(
                new KeyConditionResponse(
                        "Usable",
                        isUsable ? "True" : "False",
                        isUsable ? "LastAnswerGood" : camelCase(key.phase().name()),
                        isUsable ? "Clusters can use it." : key.locked() ? "It was revoked here." : why,
                        status.since()),
                new KeyConditionResponse(
                        "Validated",
                        status.lastGoodAt() == null ? "False" : "True",
                        status.lastGoodAt() == null ? "NeverGood" : "WasGood",
                        status.lastGoodAt() == null
                                ? why
                                : "Its KMS last gave a good answer at " + status.lastGoodAt() + ".",
                        status.lastGoodAt() == null ? status.since() : status.lastGoodAt()),
                new KeyConditionResponse(
                        "Revoked",
                        key.locked() ? "True" : "False",
                        key.locked() ? "RevokedHere" : "NotRevokedHere",
                        key.locked() ? "Nodes are sealed from our side." : "It was not revoked here.",
                        key.locked() ? key.updatedAt() : key.createdAt()));
    }

    private static String camelCase(String constant) {
        var text = new StringBuilder();
        for (String word : constant.split("_")) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return text.toString();
    }
}
