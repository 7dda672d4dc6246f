package io.kanesh.control.keys.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.keys.ClusterKeys.Sighting;
import io.kanesh.control.keys.CmkStatus;
import io.kanesh.control.keys.KeyPhase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes hear makes a phase; the KMS's own words decide. */
class KeyPhasesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final CmkStatus ACTIVE = CmkStatus.registered(NOON).seen(KeyPhase.ACTIVE, null, NOON, NOON);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REVOKED|decrypt: REVOKED (AccessDenied): no|DENIED",
                "REVOKED|decrypt: REVOKED (DisabledException): key is disabled|DISABLED",
                "REVOKED|decrypt: REVOKED (KeyState): Key is PENDING_DELETION|PENDING_DELETION",
                "REVOKED|decrypt: REVOKED (NotFoundException): no such key|DESTROYED",
                "OUTAGE|decrypt: OUTAGE (Timeout): none|UNREACHABLE",
                "UNCLEAR|decrypt: UNCLEAR (X): none|UNREACHABLE",
                "OURS|decrypt: OURS (ExpiredToken): none|UNREACHABLE",
            })
    void aFaultMakesAPhase(String faultClass, String message, KeyPhase phase) {
        CmkStatus after = KeyPhases.after(ACTIVE, new Sighting(faultClass, message, "r", NOON), LATER);

        assertThat(after.phase()).isEqualTo(phase);
        assertThat(after.since()).isEqualTo(LATER);
        assertThat(after.lastGoodAt()).isEqualTo(NOON);
        assertThat(after.cause()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"LOCKED", "DRILL", "TAMPER"})
    void whatIsNotTheKeysFaultChangesNothing(String faultClass) {
        assertThat(KeyPhases.after(ACTIVE, new Sighting(faultClass, "x", null, NOON), LATER))
                .isEqualTo(ACTIVE);
    }

    @Test
    void aRotationShowsUntilItEndsUnlessSomethingIsWrong() {
        CmkStatus rotating = KeyPhases.rotating(ACTIVE, true, LATER);
        assertThat(rotating.phase()).isEqualTo(KeyPhase.ROTATING);
        assertThat(rotating.phase().usable()).isTrue();
        CmkStatus checked = KeyPhases.after(rotating, new Sighting(null, null, null, LATER), LATER);
        assertThat(checked.phase()).as("a node's good answer").isEqualTo(KeyPhase.ROTATING);
        assertThat(KeyPhases.rotating(checked, false, LATER).phase()).isEqualTo(KeyPhase.ACTIVE);

        CmkStatus denied = KeyPhases.after(rotating, new Sighting("REVOKED", "no", null, NOON), LATER);
        assertThat(denied.phase()).isEqualTo(KeyPhase.DENIED);
        assertThat(KeyPhases.rotating(denied, false, LATER)).isEqualTo(denied);
        assertThat(KeyPhases.rotating(denied, true, LATER)).isEqualTo(denied);
    }

    @Test
    void aGoodAnswerEndsIt() {
        CmkStatus denied = KeyPhases.after(ACTIVE, new Sighting("REVOKED", "no", null, NOON), LATER);

        CmkStatus good = KeyPhases.after(denied, new Sighting(null, null, null, LATER), LATER);

        assertThat(good.phase()).isEqualTo(KeyPhase.ACTIVE);
        assertThat(good.cause()).isNull();
        assertThat(good.lastGoodAt()).isEqualTo(LATER);
    }
}
