package io.kanesh.control.cluster.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.shared.Id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WavesTest {

    @Test
    void a_rack_goes_at_a_time_where_no_two_replicas_share_one() {
        assertThat(Waves.of(spec(6, 3), nodes(6, 3)))
                .extracting(Wave::name)
                .containsExactly("rack local-1a", "rack local-1b", "rack local-1c");
        assertThat(Waves.of(spec(6, 3), nodes(6, 3)))
                .allSatisfy(wave -> assertThat(wave.nodes()).hasSize(2));
    }

    @Test
    void with_too_few_racks_a_node_goes_at_a_time() {
        assertThat(Waves.of(spec(4, 3), nodes(4, 2)))
                .hasSize(4)
                .allSatisfy(wave -> assertThat(wave.nodes()).hasSize(1));
    }

    @Test
    void it_says_where_no_replica_can_be_spared() {
        assertThat(Waves.interrupted(spec(3, 3))).isEmpty();
        assertThat(Waves.interrupted(spec(3, 2))).containsExactly("dc1");
        assertThat(Waves.interrupted(spec(3, 1))).containsExactly("dc1");
    }

    /** Never below quorum by our own hand, whatever the shape; and nobody is forgotten or taken twice. */
    @Test
    void whichever_wave_is_away_every_range_has_its_quorum() {
        var random = new SplittableRandom(1);
        for (int history = 0; history < 2_000; history++) {
            int count = random.nextInt(3, 13);
            ClusterSpec spec = spec(count, random.nextInt(3, Math.min(count, 5) + 1));
            List<ObservedNode> nodes = nodes(count, random.nextInt(1, 4));
            List<Wave> waves = Waves.of(spec, nodes);

            assertThat(waves.stream().flatMap(wave -> wave.nodes().stream()))
                    .containsExactlyInAnyOrderElementsOf(
                            nodes.stream().map(ObservedNode::id).toList());
            for (Wave wave : waves) {
                var observed = new Observed(without(nodes, Set.copyOf(wave.nodes())), null, null);
                assertThat(QuorumRule.judge(spec, observed).status())
                        .as("%s of %s without %s", spec, nodes, wave)
                        .isEqualTo(Condition.Status.TRUE);
            }
        }
    }

    private static List<ObservedNode> without(List<ObservedNode> nodes, Set<NodeId> away) {
        return nodes.stream()
                .map(node -> new ObservedNode(
                        node.id(), node.dataCenter(), node.rack(), node.address(), !away.contains(node.id()), null))
                .toList();
    }

    private static ClusterSpec spec(int nodes, int replicas) {
        return Drafts.spec(Drafts.with(Drafts.nodes(nodes, replicas)));
    }

    private static List<ObservedNode> nodes(int count, int racks) {
        var nodes = new ArrayList<ObservedNode>();
        for (int i = 0; i < count; i++) {
            var id = new NodeId(String.format("nd_01h00000000000000000000%03d", i));
            nodes.add(new ObservedNode(id, "dc1", "local-1" + "abc".charAt(i % racks), "127.0.1." + i, true, null));
        }
        return nodes;
    }
}
