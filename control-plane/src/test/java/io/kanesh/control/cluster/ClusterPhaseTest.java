package io.kanesh.control.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.ActiveRun.Kind;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterPhaseTest {

    @ParameterizedTest(name = "deletion {0}, {1} {2}/3, run {3} undoing {4}: {5}")
    @CsvSource({
        // The run decides while there is one.
        "false, NEW,         0, CREATE, false, CREATING",
        "false, NEW,         0, CREATE, true,  FAILED",
        "false, FAILED,      0, CREATE, false, CREATING",
        "false, ESTABLISHED, 3, UPDATE, false, UPDATING",
        "true,  ESTABLISHED, 3, DELETE, false, DELETING",
        "true,  FAILED,      0, DELETE, false, DELETING",
        "false, ESTABLISHED, 2, RESTART, false, UPDATING",
        "false, PAUSED,      0, RESUME, true,  UPDATING",
        // A repair changes nothing that anybody sees.
        "false, ESTABLISHED, 3, REPAIR, false, ACTIVE",
        // Without a run it is what was reached and what was asked for.
        "false, NEW,         0, ,       false, CREATING",
        "false, FAILED,      0, ,       false, FAILED",
        "true,  FAILED,      0, ,       false, FAILED",
        "true,  ESTABLISHED, 3, ,       false, DELETING",
        "true,  NEW,         0, ,       false, DELETING",
        "false, ESTABLISHED, 3, ,       false, ACTIVE",
        "false, ESTABLISHED, 2, ,       false, DEGRADED",
        "false, ESTABLISHED, 0, ,       false, DEGRADED",
        "false, PAUSED,      0, ,       false, PAUSED",
        "true,  PAUSED,      0, ,       false, DELETING",
    })
    void the_phase_follows(
            boolean deletionRequested,
            Stage stage,
            int ready,
            @Nullable Kind kind,
            boolean undoing,
            ClusterPhase expected) {
        ActiveRun run = kind == null ? null : Samples.run(kind, undoing);

        assertThat(ClusterPhase.of(deletionRequested, Samples.status(stage, ready, 3), run))
                .isEqualTo(expected);
    }
}
