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
            return checked.seen(KeyPhase.ACTIVE, null, now, now);
        }
        KeyCause cause = KeyCause.of(failed.get());
        KeyPhase phase = before.lastGoodAt() == null ? KeyPhase.PENDING_VALIDATION : phase(cause);
        return checked.seen(phase, cause, null, now);
    }

    /** After a node has heard something. What says nothing new changes nothing but the time of the last good answer. */
    public static CmkStatus after(CmkStatus before, Sighting sighting, Instant now) {
        String faultClass = sighting.faultClass();
        if (faultClass == null) {
            return before.seen(KeyPhase.ACTIVE, null, sighting.lastGoodAt(), now);
        }
        if (faultClass.equals("LOCKED") || faultClass.equals("DRILL") || faultClass.equals("TAMPER")) {
            return before;
        }
        String requestId = sighting.requestId();
        String message = sighting.message();
        var cause = new KeyCause(faultClass, "", message == null ? "" : message, requestId == null ? "" : requestId);
        return before.seen(phase(cause), cause, sighting.lastGoodAt(), now);
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
