package io.kanesh.control.keys.planning;

import io.kanesh.control.keys.ClusterKeys.Sighting;
import io.kanesh.control.keys.CmkStatus;
import io.kanesh.control.keys.KeyCause;
import io.kanesh.control.keys.KeyPhase;
import io.kanesh.kms.ProbeResult;
import io.kanesh.kms.ProbeResult.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What an observation makes of a key's status. */
public final class KeyPhases {
    private KeyPhases() {}

    /** After a check. A key that was never good stays PENDING_VALIDATION, whatever is wrong with it. */
    public static CmkStatus after(CmkStatus before, List<ProbeResult> probes, Instant now) {
        CmkStatus checked = before.checked(probes, now);
        var failed = probes.stream()
                .filter(result -> result.verdict() == Verdict.FAILED)
                .findFirst();
        if (failed.isEmpty()) {
            return checked.seen(wellOr(before), null, now, now);
        }
        KeyCause cause = KeyCause.of(failed.get());
        KeyPhase phase = before.lastGoodAt() == null ? KeyPhase.PENDING_VALIDATION : phase(cause);
        return checked.seen(phase, cause, null, now);
    }

    /** After a node has heard something. What says nothing new changes nothing but the time of the last good answer. */
    public static CmkStatus after(CmkStatus before, Sighting sighting, Instant now) {
        String faultClass = sighting.faultClass();
        if (faultClass == null) {
            return before.seen(wellOr(before), null, sighting.lastGoodAt(), now);
        }
        if (faultClass.equals("LOCKED") || faultClass.equals("DRILL") || faultClass.equals("TAMPER")) {
            return before;
        }
        String requestId = sighting.requestId();
        String message = sighting.message();
        var cause = new KeyCause(faultClass, "", message == null ? "" : message, requestId == null ? "" : requestId);
        return before.seen(phase(cause), cause, sighting.lastGoodAt(), now);
    }

    /** While a rotation runs, or when it has ended. What is wrong with a key weighs more than its rotation. */
    public static CmkStatus rotating(CmkStatus before, boolean isRunning, Instant now) {
        if (isRunning && before.phase() == KeyPhase.ACTIVE) {
            return before.seen(KeyPhase.ROTATING, null, null, now);
        }
        return !isRunning && before.phase() == KeyPhase.ROTATING
                ? before.seen(KeyPhase.ACTIVE, null, null, now)
                : before;
    }

    /** A good answer does not end a rotation. */
    private static KeyPhase wellOr(CmkStatus before) {
        return before.phase() == KeyPhase.ROTATING ? KeyPhase.ROTATING : KeyPhase.ACTIVE;
    }

    /** The KMS's own words tell a disabled key from a denied identity; the class alone does not. */
    static KeyPhase phase(KeyCause cause) {
        String words = (cause.code() + " " + cause.message()).toLowerCase(Locale.ROOT);
        if (words.contains("pending_deletion")
                || words.contains("pending deletion")
                || words.contains("destroy_scheduled")) {
            return KeyPhase.PENDING_DELETION;
        }
        return switch (cause.faultClass()) {
            case "REVOKED", "" -> refused(words);
            default -> KeyPhase.UNREACHABLE;
        };
    }

    private static KeyPhase refused(String words) {
        if (words.contains("disabled")) {
            return KeyPhase.DISABLED;
        }
        boolean isGone = words.contains("notfound") || words.contains("not_found") || words.contains("destroyed");
        return isGone ? KeyPhase.DESTROYED : KeyPhase.DENIED;
    }
}
