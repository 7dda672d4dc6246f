package io.kanesh.control.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.ActiveRun.Kind;
import io.kanesh.control.cluster.ClusterAction.Permission;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import io.kanesh.control.shared.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterActionTest {

    @Test
    void a_protected_cluster_is_not_deleted() {
        assertThat(code(ClusterAction.DELETE, Samples.at(Stage.ESTABLISHED, 3, 3), null))
                .isEqualTo("deletion-protected");
    }

    @Test
    void what_never_came_about_needs_no_protection() {
        assertThat(code(ClusterAction.DELETE, Samples.at(Stage.FAILED, 0, 3), null))
                .isEqualTo("allowed");
    }

    @Test
    void a_running_operation_comes_first() {
        assertThat(code(ClusterAction.DELETE, Samples.fresh(), Samples.run(Kind.CREATE, false)))
                .isEqualTo("operation-in-progress");
        assertThat(code(ClusterAction.UPDATE, Samples.fresh(), Samples.run(Kind.CREATE, false)))
                .isEqualTo("allowed");
    }

    @Test
    void nothing_is_done_to_a_cluster_that_is_being_deleted() {
        Cluster leaving = Samples.at(Stage.ESTABLISHED, 3, 3).toBeDeleted(Samples.NOON);

        for (ClusterAction action : ClusterAction.values()) {
            assertThat(code(action, leaving, null)).isEqualTo("cluster-is-being-deleted");
        }
    }

    @Test
    void permissions_say_the_same_as_refusals_and_give_the_reason() {
        Cluster cluster = Samples.at(Stage.ESTABLISHED, 3, 3);

        assertThat(ClusterAction.permissions(cluster, null))
                .hasSize(ClusterAction.values().length)
                .allSatisfy(permission -> {
                    assertThat(permission.allowed())
                            .isEqualTo(
                                    permission.action().refusal(cluster, null).isEmpty());
                    assertThat(permission.reason() == null).isEqualTo(permission.allowed());
                });
        assertThat(ClusterAction.permissions(cluster, null))
                .filteredOn(Permission::allowed)
                .extracting(Permission::action)
                .containsExactly(
                        ClusterAction.UPDATE,
                        ClusterAction.RESTART,
                        ClusterAction.PAUSE,
                        ClusterAction.REPAIR,
                        ClusterAction.REPLACE);
    }

    @ParameterizedTest(name = "{0} of a cluster that is {1} with {2}: {3}")
    @CsvSource({
        "RESTART, ESTABLISHED, RESTART, operation-in-progress",
        "RESTART, ESTABLISHED, REPLACE, operation-in-progress",
        "REPLACE, ESTABLISHED, REPLACE, operation-in-progress",
        "PAUSE,   ESTABLISHED, REPAIR,  operation-in-progress",
        "RESUME,  PAUSED,      RESUME,  operation-in-progress",
        "RESUME,  PAUSED,      ,        allowed",
        "RESUME,  ESTABLISHED, ,        cluster-not-paused",
        "RESTART, PAUSED,      ,        cluster-is-paused",
        "PAUSE,   PAUSED,      ,        cluster-is-paused",
        "REPAIR,  PAUSED,      ,        cluster-is-paused",
        "REPLACE, PAUSED,      ,        cluster-is-paused",
        "DELETE,  PAUSED,      ,        deletion-protected",
        "UPDATE,  PAUSED,      ,        allowed",
        "RESTART, NEW,         ,        cluster-not-made",
        "PAUSE,   FAILED,      ,        cluster-not-made",
    })
    void maintenance_is_refused_where_it_makes_no_sense(
            ClusterAction action, Stage stage, @Nullable Kind kind, String expected) {
        ActiveRun run = kind == null ? null : Samples.run(kind, false);

        assertThat(code(action, Samples.at(stage, 3, 3), run)).isEqualTo(expected);
    }

    private static String code(ClusterAction action, Cluster cluster, @Nullable ActiveRun run) {
        return action.refusal(cluster, run).map(Problem::code).orElse("allowed");
    }
}
