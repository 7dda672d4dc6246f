package io.kanesh.control.cluster.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplaceRulesTest {

    @ParameterizedTest(name = "replace node 0 while {0} are down, force {1}: {2}")
    @CsvSource({
        "'0',   false, allowed",
        "'0',   true,  allowed",
        "'',    false, node-is-healthy",
        "'1',   false, node-is-healthy",
        "'',    true,  allowed",
        "'01',  false, survivors-do-not-serve",
        "'01',  true,  allowed",
    })
    void what_costs_something_is_done_with_force_only(String down, boolean force, String expected) {
        assertThat(code(Samples.fresh(), node(0), down, force)).isEqualTo(expected);
    }

    @Test
    void the_refusal_says_what_it_would_cost() {
        assertThat(refusal(Samples.fresh(), node(0), "", false).message()).contains("streams about 1.5 GB");
        assertThat(refusal(Samples.fresh(), node(0), "02", false).message()).contains(node(2).value());
    }

    @Test
    void a_node_of_another_cluster_is_not_found() {
        assertThat(code(Samples.fresh(), node(7), "", true)).isEqualTo("node-not-found");
    }

    @Test
    void the_only_copy_is_not_thrown_away_even_with_force() {
        Cluster single = Samples.fresh();
        single = single.changedTo(Drafts.spec(Drafts.with(Drafts.nodes(3, 1))), Samples.NOON);

        assertThat(code(single, node(0), "0", true)).isEqualTo("node-has-the-only-copy");
    }

    private static String code(Cluster cluster, NodeId node, String down, boolean force) {
        return ReplaceRules.check(cluster, nodes(down), node, 1_500_000_000, force)
                .<String>match(allowed -> "allowed", problems -> problems.get(0).code());
    }

    private static Problem refusal(Cluster cluster, NodeId node, String down, boolean force) {
        return ReplaceRules.check(cluster, nodes(down), node, 1_500_000_000, force)
                .<Problem>match(
                        allowed -> {
                            throw new AssertionError("allowed");
                        },
                        problems -> problems.get(0));
    }

    private static NodeId node(int number) {
        return new NodeId("nd_01h0000000000000000000000" + number);
    }

    private static List<ObservedNode> nodes(String down) {
        return IntStream.range(0, 3)
                .mapToObj(i -> new ObservedNode(
                        node(i), "dc1", "local-1" + "abc".charAt(i), "127.0.1." + i, down.indexOf('0' + i) < 0, null))
                .toList();
    }
}
