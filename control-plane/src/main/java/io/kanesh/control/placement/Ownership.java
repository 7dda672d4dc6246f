package io.kanesh.control.placement;

import java.util.Arrays;
import java.util.List;

/**
 * Which share of a data center's data each node holds, replicas included, when the ring is cut into equal slices.
 *
 * <p>Replicas are chosen as Cassandra 5.0's NetworkTopologyStrategy does within one data center: walk the ring clockwise from
 * the slice; take a node whose rack is new; a node of a rack already taken is passed by, unless the replication factor
 * exceeds the number of racks: that surplus is how many repeats of a rack are allowed.
 */
final class Ownership {
    private final int[] rackOf;
    private final int rackCount;
    private final int replicationFactor;
    // Scratch of replicas(): the number of the walk that last took this node or rack, so that nothing needs clearing.
    private final int[] nodeTakenBy;
    private final int[] rackTakenBy;
    private int walk;

    /** @param racks the rack of each node, by ordinal */
    Ownership(List<String> racks, int replicationFactor) {
        List<String> names = racks.stream().distinct().toList();
        this.rackOf = racks.stream().mapToInt(names::indexOf).toArray();
        this.rackCount = names.size();
        this.replicationFactor = Math.min(replicationFactor, racks.size());
        this.nodeTakenBy = new int[racks.size()];
        this.rackTakenBy = new int[rackCount];
    }

    /**
     * The share of the data on each node: 1.0 when it holds everything.
     *
     * @param owners the node that owns each slice's token, in ring order
     */
    double[] shares(int[] owners) {
        var slices = new int[rackOf.length];
        for (int slice = 0; slice < owners.length; slice++) {
            for (int node : replicas(owners, slice)) {
                slices[node]++;
            }
        }
        return Arrays.stream(slices)
                .mapToDouble(held -> (double) held / owners.length)
                .toArray();
    }

    /** The nodes that hold a slice, in the order in which they are chosen. */
    int[] replicas(int[] owners, int slice) {
        walk++;
        var chosen = new int[replicationFactor];
        int count = 0;
        int repeatsLeft = replicationFactor - rackCount;
        for (int step = 0; step < owners.length && count < replicationFactor; step++) {
            int node = owners[(slice + step) % owners.length];
            int rack = rackOf[node];
            if (nodeTakenBy[node] == walk || (rackTakenBy[rack] == walk && repeatsLeft <= 0)) {
                continue;
            }
            if (rackTakenBy[rack] == walk) {
                repeatsLeft--;
            }
            nodeTakenBy[node] = walk;
            rackTakenBy[rack] = walk;
            chosen[count++] = node;
        }
        return count == replicationFactor ? chosen : Arrays.copyOf(chosen, count);
    }

    /** How far from even: the sum of squared shares; the lower, the more even. */
    double unevenness(int[] owners) {
        double sum = 0;
        for (double share : shares(owners)) {
            sum += share * share;
        }
        return sum;
    }

    /**
     * The least {@link #unevenness} that any layout could have. With as many racks as replicas every rack holds everything
     * once, however many nodes it has, so the nodes of a small rack hold more; otherwise all nodes could be equal.
     */
    double leastUnevenness() {
        if (rackCount != replicationFactor) {
            return (double) replicationFactor * replicationFactor / rackOf.length;
        }
        var nodesPerRack = new int[rackCount];
        for (int rack : rackOf) {
            nodesPerRack[rack]++;
        }
        return Arrays.stream(nodesPerRack).mapToDouble(nodes -> 1.0 / nodes).sum();
    }
}
