package io.kanesh.control.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OwnershipTest {

    @Test
    void as_many_racks_as_replicas_make_every_rack_hold_everything() {
        var ownership = new Ownership(List.of("a", "b", "c", "a"), 3);

        assertThat(ownership.shares(new int[] {0, 1, 3, 2})).containsExactly(0.5, 1.0, 1.0, 0.5);
        assertThat(ownership.leastUnevenness()).isEqualTo(2.5);
    }

    @Test
    void a_surplus_of_replicas_repeats_racks() {
        var ownership = new Ownership(List.of("a", "a", "a", "b"), 3);

        // Clockwise from slice 0: node 0, then node 1 as the one repeat allowed, node 2 is passed by, node 3 is a new
        // rack.
        assertThat(ownership.replicas(new int[] {0, 1, 2, 3}, 0)).containsExactly(0, 1, 3);
    }

    @Test
    void up_to_twelve_nodes_in_three_racks_no_node_holds_more_than_its_rack_makes_it() {
        for (int nodes = 3; nodes <= 12; nodes++) {
            List<String> racks = Racks.spread(List.of("a", "b", "c"), nodes);
            double[] shares = new Ownership(racks, 3).shares(Ring.owners(racks, 3));

            assertThat(Arrays.stream(shares).sum()).isCloseTo(3.0, within(1e-9));
            // The smallest rack has floor(nodes / 3) nodes and holds everything once.
            int smallestRack = nodes / 3;
            double fairest = 1.0 / smallestRack;
            assertThat(Arrays.stream(shares).max().orElseThrow())
                    .as("%d nodes", nodes)
                    .isLessThanOrEqualTo(fairest * 1.1);
        }
    }

    @Test
    void equal_racks_need_one_token_per_node() {
        for (int perRack : IntStream.rangeClosed(1, 8).toArray()) {
            List<String> racks = Racks.spread(List.of("a", "b", "c"), perRack * 3);

            assertThat(Ring.owners(racks, 3)).hasSize(racks.size());
        }
    }
}
