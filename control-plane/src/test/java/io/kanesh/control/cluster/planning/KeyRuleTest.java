package io.kanesh.control.cluster.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.KeyReport;
import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.cluster.ClusterPhase;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.shared.Id.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes say of their keys becomes a phase, and a sentence that helps. */
class KeyRuleTest {

    @ParameterizedTest
    @CsvSource({
        "ACTIVE ACTIVE ACTIVE, ACTIVE",
        "ACTIVE DEGRADED ACTIVE, DEGRADED",
        "SEALED SEALED SEALED, SEALED",
        "SEALED ACTIVE ACTIVE, DEGRADED",
        "WAITING_FOR_KMS ACTIVE ACTIVE, DEGRADED",
        "TAMPERED SEALED SEALED, DEGRADED",
    })
    void statesOfNodesMakeAPhase(String states, ClusterPhase phase) {
        ClusterStatus status = observe(Samples.at(Stage.ESTABLISHED, 3, 3).status(), states);

        assertThat(ClusterPhase.of(false, status, null)).isEqualTo(phase);
    }

    @Test
    void theSentenceSaysWhichKeySinceWhenWhyAndWhatToDo() {
        ClusterStatus status = observe(Samples.at(Stage.ESTABLISHED, 3, 3).status(), "SEALED SEALED SEALED");

        assertThat(status.condition(Condition.Type.KEY_AVAILABLE).orElseThrow().message())
                .isEqualTo(
                        "3 of 3 nodes are SEALED since 2026-11-21T11:59:00Z; key kanesh-local://local-1/orders; last good"
                                + " answer 2026-11-21T11:50:00Z; decrypt: REVOKED (AccessDenied): no. Give the key back in its KMS;"
                                + " it serves again by itself within a minute or two.");
    }

    @Test
    void afterASealTheClusterComesBackBeforeItIsActive() {
        ClusterStatus sealed = observe(Samples.at(Stage.ESTABLISHED, 3, 3).status(), "SEALED SEALED SEALED");

        ClusterStatus back = observe(sealed, "ACTIVE ACTIVE ACTIVE", false);
        ClusterStatus whole = observe(back, "ACTIVE ACTIVE ACTIVE", true);

        assertThat(ClusterPhase.of(false, back, null)).isEqualTo(ClusterPhase.RESTORING);
        assertThat(ClusterPhase.of(false, whole, null)).isEqualTo(ClusterPhase.ACTIVE);
    }

    @Test
    void aSealedClusterIsSealedWhateverIsBeingChanged() {
        ClusterStatus sealed = observe(Samples.at(Stage.ESTABLISHED, 3, 3).status(), "SEALED SEALED SEALED");
        ClusterStatus partly = observe(Samples.at(Stage.ESTABLISHED, 3, 3).status(), "SEALED ACTIVE ACTIVE");

        assertThat(ClusterPhase.of(false, sealed, Samples.run(ActiveRun.Kind.UPDATE, false)))
                .isEqualTo(ClusterPhase.SEALED);
        assertThat(ClusterPhase.of(false, sealed, Samples.run(ActiveRun.Kind.DELETE, false)))
                .isEqualTo(ClusterPhase.DELETING);
        assertThat(ClusterPhase.of(false, partly, Samples.run(ActiveRun.Kind.UPDATE, false)))
                .isEqualTo(ClusterPhase.UPDATING);
    }

    /** A machine that goes while there is no key is counted, and is not "restoring" for ever. */
    @Test
    void aNodeThatFallsSilentWhileSealedIsCountedUntilItIsReplaced() {
        ClusterStatus sealed = observe(Samples.at(Stage.ESTABLISHED, 3, 3).status(), "SEALED SEALED SEALED");

        ClusterStatus lost = observe(sealed, "SEALED SEALED silent");
        ClusterStatus back = observe(lost, "ACTIVE ACTIVE silent", true);

        assertThat(ClusterPhase.of(false, lost, null)).isEqualTo(ClusterPhase.SEALED);
        assertThat(message(lost))
                .contains(
                        "2 of 3 nodes are SEALED",
                        "1 node has fallen silent while sealed: nd_01h00000000000000000000002.",
                        ":replace");
        assertThat(ClusterPhase.of(false, back, null)).isEqualTo(ClusterPhase.DEGRADED);
        assertThat(message(back)).contains("last answer from its KMS was good", "1 node has fallen silent");
    }

    private static String message(ClusterStatus status) {
        return status.condition(Condition.Type.KEY_AVAILABLE).orElseThrow().message();
    }

    private static ClusterStatus observe(ClusterStatus before, String states) {
        return observe(before, states, !states.contains("SEALED"));
    }

    private static ClusterStatus observe(ClusterStatus before, String states, boolean serving) {
        var nodes = new ArrayList<ObservedNode>();
        for (String state : states.split(" ")) {
            boolean silent = state.equals("silent");
            nodes.add(new ObservedNode(
                    new NodeId("nd_01h0000000000000000000000" + nodes.size()),
                    "dc1",
                    "local-1a",
                    "127.0.1.1",
                    !silent && (serving || (state.equals("ACTIVE") && states.contains("SEALED ACTIVE"))),
                    null,
                    silent ? null : report(KeyReport.State.valueOf(state)),
                    silent ? report(KeyReport.State.SEALED) : null));
        }
        var observed = new Observed(nodes, null, null);
        return StatusRules.observe(
                Samples.fresh().observedAs(before), observed, new PlanResult.Converged(), Samples.NOON);
    }

    private static KeyReport report(KeyReport.State state) {
        var cause = state == KeyReport.State.ACTIVE
                ? null
                : new KeyReport.Cause("REVOKED", "decrypt: REVOKED (AccessDenied): no", "r-1");
        return new KeyReport(
                state,
                "2026-11-21T11:59:00Z",
                "2026-11-21T11:50:00Z",
                null,
                "2026-11-21T15:50:00Z",
                cause,
                "kanesh-local://local-1/orders",
                "1",
                List.of(),
                null,
                1,
                0,
                0,
                List.of(),
                null,
                null,
                0,
                null,
                null,
                null);
    }
}
