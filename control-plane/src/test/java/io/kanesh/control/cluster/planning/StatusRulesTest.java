package io.kanesh.control.cluster.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.planning.Observed.EndedRun;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusRulesTest {
    private static final Instant LATER = Samples.NOON.plusSeconds(60);

    @ParameterizedTest(name = "nodes down {0}: {1}")
    @CsvSource({
        "'',    TRUE",
        "'0',   TRUE",
        // Nodes 0 and 3 are both in the first of three racks, and no rack holds two replicas of a range.
        "'03',  TRUE",
        "'01',  UNKNOWN",
        "'0134', UNKNOWN",
        "'01234', FALSE",
        "'012345', FALSE",
    })
    void a_quorum_survives_the_loss_of_one_rack(String down, Condition.Status expected) {
        var cluster = ofSixNodes();
        var observed = new Observed(nodes(6, down), null, null);

        assertThat(QuorumRule.judge(cluster.spec(), observed).status()).isEqualTo(expected);
    }

    @Test
    void the_status_counts_and_names_what_does_not_serve() {
        var observed =
                new Observed(nodes(3, "1"), null, new EndedRun(Samples.OPERATION, ActiveRun.Kind.CREATE, true, null));

        ClusterStatus status = observe(Samples.fresh(), observed, Samples.NOON);

        assertThat(status.stage()).isEqualTo(Stage.ESTABLISHED);
        assertThat(status.observedGeneration()).isEqualTo(Samples.fresh().generation());
        assertThat(status.dataCenters().get(0).contactPoints()).containsExactly("127.0.1.0", "127.0.1.2");
        assertThat(message(status, Condition.Type.NODES_SERVING))
                .isEqualTo("2 of 3 nodes serve. nd_01h00000000000000000000001: replays its commit log");
        assertThat(message(status, Condition.Type.QUORUM_AVAILABLE))
                .isEqualTo("Every range has a quorum of its replicas.");
    }

    @Test
    void since_is_kept_while_the_status_stays_and_moves_when_it_turns() {
        var success = new EndedRun(Samples.OPERATION, ActiveRun.Kind.CREATE, true, null);
        Cluster cluster = Samples.fresh();
        cluster = cluster.observedAs(observe(cluster, new Observed(nodes(3, "1"), null, success), Samples.NOON));

        ClusterStatus same = observe(cluster, new Observed(nodes(3, "2"), null, success), LATER);
        ClusterStatus turned = observe(cluster, new Observed(nodes(3, ""), null, success), LATER);

        assertThat(same.condition(Condition.Type.NODES_SERVING).orElseThrow().since())
                .isEqualTo(Samples.NOON);
        assertThat(turned.condition(Condition.Type.NODES_SERVING).orElseThrow().since())
                .isEqualTo(LATER);
    }

    @Test
    void observing_twice_gives_the_same_status() {
        var observed = new Observed(nodes(3, "0"), Samples.run(ActiveRun.Kind.CREATE, false), null);
        Cluster once = Samples.fresh().observedAs(observe(Samples.fresh(), observed, Samples.NOON));

        assertThat(observe(once, observed, LATER)).isEqualTo(once.status());
    }

    @Test
    void a_running_operation_says_what_it_waits_for() {
        var run = new ActiveRun(Samples.OPERATION, ActiveRun.Kind.CREATE, false, 40, "2 of 3 engines serve");

        ClusterStatus status = observe(Samples.fresh(), new Observed(List.of(), run, null), Samples.NOON);

        assertThat(message(status, Condition.Type.CONVERGED))
                .isEqualTo("Operation " + Samples.OPERATION.value() + " is at 40 %; it waits: 2 of 3 engines serve");
        assertThat(status.stage()).isEqualTo(Stage.NEW);
    }

    @Test
    void a_failed_creation_is_told_with_its_reason() {
        var failure = new EndedRun(Samples.OPERATION, ActiveRun.Kind.CREATE, false, "no capacity.");

        ClusterStatus status = observe(Samples.fresh(), new Observed(List.of(), null, failure), Samples.NOON);

        assertThat(status.stage()).isEqualTo(Stage.FAILED);
        assertThat(status.condition(Condition.Type.CONVERGED).orElseThrow().reason())
                .isEqualTo("CreationFailed");
    }

    private static ClusterStatus observe(Cluster cluster, Observed observed, Instant now) {
        return StatusRules.observe(cluster, observed, ClusterPlanner.plan(cluster, observed, Offers.LOCAL), now);
    }

    private static Cluster ofSixNodes() {
        return Samples.fresh().changedTo(Drafts.spec(Drafts.with(Drafts.nodes(6, 3))), Samples.NOON);
    }

    private static String message(ClusterStatus status, Condition.Type type) {
        return status.condition(type).orElseThrow().message();
    }

    /** @param down the digits of the nodes that do not serve */
    private static List<ObservedNode> nodes(int count, String down) {
        var nodes = new ArrayList<ObservedNode>();
        for (int i = 0; i < count; i++) {
            boolean serving = !down.contains(String.valueOf(i));
            nodes.add(new ObservedNode(
                    new NodeId("nd_01h0000000000000000000000" + i),
                    "dc1",
                    "rack-" + i % 3,
                    "127.0.1." + i,
                    serving,
                    serving ? null : "replays its commit log"));
        }
        return nodes;
    }
}
