package io.kanesh.control.keys.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.keys.KeyUse;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chain of a node's audit trail, as it arrives in parts. */
class TrailLinesTest {
    private static final KeyUse.Trail TRAIL = new KeyUse.Trail(
            new NodeId("nd_01aaaaaaaaaaaaaaaaaaaaaaaa"), new ProjectId("prj_01aaaaaaaaaaaaaaaaaaaaaaaa"), 4);

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void write() throws Exception {
        var hash = "0".repeat(64);
        for (int line = 1; line <= 4; line++) {
            String open = "{\"line\":" + line + ",\"time\":\"2026-03-01T00:00:0" + line
                    + "Z\",\"masterKey\":\"kanesh-local://local-1/one\",\"reason\":\"validate\",\"outcome\":\"OK\"";
            hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((hash + open).getBytes(StandardCharsets.UTF_8)));
            lines.add(open + ",\"hash\":\"" + hash + "\"}");
        }
    }

    private static List<Boolean> chained(List<KeyUse> uses) {
        return uses.stream().map(KeyUse::chained).toList();
    }

    @Test
    void aWholeTrailHolds() {
        var uses = TrailLines.read(TRAIL, null, lines);
        assertThat(chained(uses)).containsOnly(true).hasSize(4);
        assertThat(uses.get(3).keyUri()).isEqualTo("kanesh-local://local-1/one");
        assertThat(uses.get(3).outcome()).isEqualTo("OK");
    }

    @Test
    void theSecondPartHoldsOnToTheFirst() {
        var first = TrailLines.read(TRAIL, null, lines.subList(0, 2));
        assertThat(chained(TrailLines.read(TRAIL, first.get(1), lines.subList(2, 4))))
                .containsOnly(true);
    }

    @Test
    void aChangedLineAndAMissingOneShow() {
        var changed = new ArrayList<>(lines);
        changed.set(1, changed.get(1).replace("validate", "start"));
        assertThat(chained(TrailLines.read(TRAIL, null, changed))).containsExactly(true, false, true, true);
        var missing = new ArrayList<>(lines);
        missing.remove(1);
        assertThat(chained(TrailLines.read(TRAIL, null, missing))).containsExactly(true, false, true);
    }

    @Test
    void whatIsNoTrailIsRefused() {
        assertThatThrownBy(() -> TrailLines.read(TRAIL, null, List.of("{\"line\":")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
