package io.kanesh.control.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.NodeObserved;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.TestAgent;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that falls silent is said to be unknown once, and again after it has spoken in between. */
class SilentNodesTest {
    private static final NodeSpec SPEC = new NodeSpec(
            new NodeId("nd_00000000000000000000000001"),
            new ClusterId("cl_00000000000000000000000001"),
            new ProjectId("prj_00000000000000000000000001"),
            "local",
            "dc1",
            "local-1",
            "local-1a",
            "local.small");

    private final MemoryNodeStore store = new MemoryNodeStore();
    private final List<Object> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final SilentNodes silent = new SilentNodes(store, MemoryNodeStore.freshness(() -> now), told::add);

    @Test
    void isToldOnceForEachSilence() {
        store.insertUnlessThere(SPEC, now);
        silent.look();
        assertThat(told).as("a node that never reported is being provisioned").isEmpty();

        report();
        assertThat(observedAfter(89)).isZero();
        assertThat(observedAfter(2)).isEqualTo(1);
        assertThat(observedAfter(60)).isEqualTo(1);
        report();
        assertThat(observedAfter(10)).isEqualTo(1);
        assertThat(observedAfter(90)).isEqualTo(2);
    }

    private void report() {
        var report = TestAgent.report(SPEC.id().value(), 1, 0, NodeReport.State.SERVING, 1, now.toString());
        store.change(SPEC.id(), state -> state.withReport(report, now));
    }

    private long observedAfter(int seconds) {
        now = now.plusSeconds(seconds);
        silent.look();
        return told.stream().filter(NodeObserved.class::isInstance).count();
    }
}
