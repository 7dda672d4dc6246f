package io.kanesh.control.cluster.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.cluster.ClusterDraft;
import io.kanesh.control.cluster.ClusterDraft.DataCenterDraft;
import io.kanesh.control.cluster.ClusterDraft.NodeGroupDraft;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.planning.Observed.EndedRun;
import io.kanesh.control.cluster.planning.PlanResult.Blocked;
import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.cluster.planning.PlanResult.Converged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClusterPlannerTest {

    @Test
    void a_new_cluster_is_created_node_by_node_with_reasons() {
        ClusterPlan plan = (ClusterPlan) ClusterPlanner.plan(Samples.fresh(), observed(null, null), Offers.LOCAL);

        assertThat(plan.kind()).isEqualTo(ClusterPlan.Kind.CREATE);
        assertThat(plan.changes())
                .extracting(change -> change.verb() + " " + change.what())
                .containsExactly(
                        "ADD node 1 of dc1: local.small in local-1a",
                        "ADD node 2 of dc1: local.small in local-1b",
                        "ADD node 3 of dc1: local.small in local-1c",
                        "ADD role admin with all rights");
        assertThat(plan.changes()).allMatch(change -> !change.reason().isBlank());
        assertThat(plan.nodes()).extracting(PlannedNode::heapMib).containsOnly(512);
    }

    @Test
    void what_was_made_is_left_alone() {
        assertThat(ClusterPlanner.plan(Samples.at(Stage.ESTABLISHED, 1, 3), observed(null, null), Offers.LOCAL))
                .isInstanceOf(Converged.class);
        assertThat(ClusterPlanner.plan(
                        Samples.fresh(), observed(null, ended(ActiveRun.Kind.CREATE, true)), Offers.LOCAL))
                .as("the run has just succeeded, and the status does not say so yet")
                .isInstanceOf(Converged.class);
    }

    @ParameterizedTest
    @EnumSource(ActiveRun.Kind.class)
    void nothing_is_planned_while_an_operation_runs(ActiveRun.Kind kind) {
        PlanResult result =
                ClusterPlanner.plan(Samples.fresh(), observed(Samples.run(kind, false), null), Offers.LOCAL);

        assertThat(((Blocked) result).reason()).isEqualTo("OperationInProgress");
    }

    @Test
    void a_failed_creation_is_not_tried_again_by_itself_but_can_be_deleted() {
        var cluster = Samples.fresh();
        var failed = observed(null, ended(ActiveRun.Kind.CREATE, false));

        assertThat(((Blocked) ClusterPlanner.plan(cluster, failed, Offers.LOCAL)).message())
                .contains("no capacity")
                .contains(Samples.OPERATION.value());
        ClusterPlan deletion =
                (ClusterPlan) ClusterPlanner.plan(cluster.toBeDeleted(Samples.NOON), failed, Offers.LOCAL);
        assertThat(deletion.kind()).isEqualTo(ClusterPlan.Kind.DELETE);
        assertThat(deletion.changes()).extracting(change -> change.what()).containsExactly("cluster 'orders'");
    }

    @Test
    void a_cancelled_creation_is_not_offered_for_a_retry() {
        var cancelled = new EndedRun(Samples.OPERATION, ActiveRun.Kind.CREATE, false, null);

        Blocked blocked = (Blocked) ClusterPlanner.plan(Samples.fresh(), observed(null, cancelled), Offers.LOCAL);

        assertThat(blocked.reason()).isEqualTo("CreationCancelled");
        assertThat(blocked.message()).contains("cancelled").doesNotContainIgnoringCase("retry");
    }

    @Test
    void a_failed_deletion_waits_for_its_retry() {
        PlanResult result = ClusterPlanner.plan(
                Samples.fresh().toBeDeleted(Samples.NOON),
                observed(null, ended(ActiveRun.Kind.DELETE, false)),
                Offers.LOCAL);

        assertThat(((Blocked) result).reason()).isEqualTo("DeletionFailed");
    }

    @Test
    void what_the_catalogue_has_no_longer_is_not_planned() {
        var empty = new Offer("local", Map.of(), List.of(), "5.0.9");

        assertThat(((Blocked) ClusterPlanner.plan(Samples.fresh(), observed(null, null), empty)).reason())
                .isEqualTo("OfferGone");
    }

    @Test
    void any_spec_gives_the_nodes_that_it_asks_for_and_the_same_ones_each_time() {
        var random = new SplittableRandom(42);
        for (int i = 0; i < 200; i++) {
            ClusterSpec spec = anySpec(random);

            ClusterPlan plan = (ClusterPlan) ClusterPlanner.creation(spec, Offers.LOCAL);

            assertThat(ClusterPlanner.creation(spec, Offers.LOCAL)).isEqualTo(plan);
            assertThat(plan.nodes()).hasSize(spec.nodeCount());
            for (var dataCenter : spec.dataCenters()) {
                List<PlannedNode> own = plan.nodes().stream()
                        .filter(node -> node.place().dataCenter().equals(dataCenter.name()))
                        .collect(Collectors.toList());
                assertThat(own).extracting(PlannedNode::instanceType).isEqualTo(dataCenter.instanceTypes());
                assertThat(own).allMatch(node -> node.region().equals(dataCenter.region()));
                assertThat(own).allMatch(node -> node.place().rack().startsWith(dataCenter.region()));
            }
        }
    }

    private static ClusterSpec anySpec(SplittableRandom random) {
        var dataCenters = new ArrayList<DataCenterDraft>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            var groups = new ArrayList<@Nullable NodeGroupDraft>();
            for (int g = random.nextInt(1, 4); g > 0; g--) {
                groups.add(
                        new NodeGroupDraft(random.nextBoolean() ? "local.small" : "local.large", random.nextInt(1, 6)));
            }
            dataCenters.add(new DataCenterDraft(null, "local-1", null, null, groups));
        }
        return Drafts.spec(new ClusterDraft("orders", null, null, List.copyOf(dataCenters), null, null, null, null));
    }

    private static Observed observed(@Nullable ActiveRun active, @Nullable EndedRun last) {
        return new Observed(List.of(), active, last);
    }

    private static EndedRun ended(ActiveRun.Kind kind, boolean succeeded) {
        return new EndedRun(Samples.OPERATION, kind, succeeded, succeeded ? null : "no capacity in local-1b.");
    }
}
