package io.kanesh.control.placement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the first nodes of a data center their tokens.
 *
 * <p>The ring is cut into equal slices and the question is only in which order the nodes own them. Few tokens per node are
 * better (fewer ranges to repair and to scan, fewer pairs of nodes whose loss costs a quorum), so one token each is tried
 * first, and more only when that lets the data lie more evenly: with racks of unequal size a single token per node
 * often cannot.
 */
final class Ring {
    private static final int[] TOKENS_PER_NODE = {1, 2, 4};
    /** Within one percent of the best possible is even enough; more tokens must gain more than that too. */
    private static final double EVEN_ENOUGH = 1.01;
    /** Bounds the search, counted in slices looked at; up to 24 nodes it was measured to end within 7 ms. */
    private static final long SEARCH_BUDGET = 2_000_000;

    private static final BigInteger RING_SIZE = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger FIRST_TOKEN =
            BigInteger.valueOf(Long.MIN_VALUE).add(BigInteger.ONE);

    private Ring() {}

    /** The owner (ordinal) of each slice, in ring order; its length is a multiple of the number of nodes. */
    static int[] owners(List<String> racks, int replicationFactor) {
        var ownership = new Ownership(racks, replicationFactor);
        double goal = ownership.leastUnevenness() * EVEN_ENOUGH;
        int[] best = {};
        double bestUnevenness = Double.MAX_VALUE;
        for (int tokens : TOKENS_PER_NODE) {
            int[] candidate = improve(interleave(racks, tokens), ownership, goal);
            double unevenness = ownership.unevenness(candidate);
            if (unevenness * EVEN_ENOUGH < bestUnevenness) {
                best = candidate;
                bestUnevenness = unevenness;
            }
            if (bestUnevenness <= goal) {
                break;
            }
        }
        return best;
    }

    /** Every rack's nodes spaced evenly over the ring, so that neighbours differ in rack; repeated for more tokens. */
    private static int[] interleave(List<String> racks, int tokensPerNode) {
        record Slot(int node, double position) {}
        var slots = new ArrayList<Slot>();
        List<String> names = racks.stream().distinct().toList();
        for (int rack = 0; rack < names.size(); rack++) {
            List<Integer> members = membersOf(names.get(rack), racks);
            double offset = (double) rack / names.size();
            for (int i = 0; i < members.size(); i++) {
                slots.add(new Slot(members.get(i), (i + offset) / members.size()));
            }
        }
        slots.sort((left, right) -> Double.compare(left.position(), right.position()));
        var owners = new int[racks.size() * tokensPerNode];
        for (int i = 0; i < owners.length; i++) {
            owners[i] = slots.get(i % slots.size()).node();
        }
        return owners;
    }

    private static List<Integer> membersOf(String rack, List<String> racks) {
        var members = new ArrayList<Integer>();
        for (int node = 0; node < racks.size(); node++) {
            if (racks.get(node).equals(rack)) {
                members.add(node);
            }
        }
        return members;
    }

    /** Exchanges owners of two slices as long as that evens out, in a fixed order: the same input gives the same ring. */
    private static int[] improve(int[] start, Ownership ownership, double goal) {
        int[] owners = start.clone();
        double current = ownership.unevenness(owners);
        long budget = SEARCH_BUDGET / owners.length;
        boolean improved = true;
        while (improved && current > goal && budget > 0) {
            improved = false;
            for (int left = 0; left < owners.length && current > goal; left++) {
                for (int right = left + 1; right < owners.length && budget > 0; right++) {
                    if (owners[left] == owners[right]) {
                        continue;
                    }
                    budget--;
                    exchange(owners, left, right);
                    double next = ownership.unevenness(owners);
                    if (next < current - 1e-12) {
                        current = next;
                        improved = true;
                    } else {
                        exchange(owners, left, right);
                    }
                }
            }
        }
        return owners;
    }

    private static void exchange(int[] owners, int left, int right) {
        int kept = owners[left];
        owners[left] = owners[right];
        owners[right] = kept;
    }

    /**
     * The token of each slice, ascending, from the least usable one. A slice is the range that ends at its token. Several
     * data centers share the slice's width among them, so their tokens never meet when they have as many slices.
     *
     * @param dataCenter this data center's number, from 0
     * @param dataCenters how many there are
     */
    static long[] tokens(int slices, int dataCenter, int dataCenters) {
        BigInteger steps = BigInteger.valueOf((long) slices * dataCenters);
        var tokens = new long[slices];
        Arrays.setAll(
                tokens,
                slice -> RING_SIZE
                        .multiply(BigInteger.valueOf((long) slice * dataCenters + dataCenter))
                        .divide(steps)
                        .add(FIRST_TOKEN)
                        .longValueExact());
        return tokens;
    }
}
