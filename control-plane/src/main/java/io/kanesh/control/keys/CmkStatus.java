package io.kanesh.control.keys;

import io.kanesh.kms.ProbeResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen of a key.
 *
 * @param since when the phase began
 * @param lastGoodAt when its KMS last gave a good answer; null before the first
 * @param cause why it is not ACTIVE; null when it is, and before the first check
 * @param checkedAt when it was last probed; null before the first time
 * @param probes of the last check, in their order
 */
public record CmkStatus(
        KeyPhase phase,
        Instant since,
        @Nullable Instant lastGoodAt,
        @Nullable KeyCause cause,
        @Nullable Instant checkedAt,
        List<ProbeResult> probes) {

    public CmkStatus {
        probes = List.copyOf(probes);
    }

    public static CmkStatus registered(Instant now) {
        return new CmkStatus(KeyPhase.PENDING_VALIDATION, now, null, null, null, List.of());
    }

    /** Another phase begins now; the same one goes on. */
    public CmkStatus seen(KeyPhase next, @Nullable KeyCause why, @Nullable Instant good, Instant now) {
        return new CmkStatus(next, next == phase ? since : now, latest(lastGoodAt, good), why, checkedAt, probes);
    }

    public CmkStatus checked(List<ProbeResult> results, Instant now) {
        return new CmkStatus(phase, since, lastGoodAt, cause, now, results);
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
