package io.kanesh.control.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans the first nodes of a cluster. */
public final class Placement {
    /** Enough that gossip starts when a rack is down; more seeds only make more talk. */
    private static final int SEEDS_PER_DATA_CENTER = 3;
    /** As many as a customer's data has at most; more replicas of the roles only slow logins down. */
    private static final int SYSTEM_AUTH_REPLICAS = 3;

    private Placement() {}

    /**
     * Every node of a new cluster, data center by data center, by ordinal.
     *
     * @throws IllegalArgumentException when two data centers have one name
     */
    public static List<PlacedNode> firstNodes(List<DataCenterShape> dataCenters) {
        var placed = new ArrayList<PlacedNode>();
        var names = new HashSet<String>();
        var taken = new HashSet<Long>();
        for (int i = 0; i < dataCenters.size(); i++) {
            if (!names.add(dataCenters.get(i).name())) {
                throw new IllegalArgumentException(
                        "two data centers are called " + dataCenters.get(i).name());
            }
            placed.addAll(place(dataCenters.get(i), i, dataCenters.size(), taken));
        }
        return List.copyOf(placed);
    }

    private static List<PlacedNode> place(DataCenterShape shape, int number, int count, Set<Long> taken) {
        List<String> racks = Racks.spread(shape.zones(), shape.nodes());
        int[] owners = Ring.owners(racks, shape.replicationFactor());
        long[] tokens = Ring.tokens(owners.length, number, count);
        var tokensOf = new LinkedHashMap<Integer, List<Long>>();
        for (int slice = 0; slice < owners.length; slice++) {
            long token = tokens[slice];
            // Data centers of different sizes can meet on a token, e.g. 1/4 and 2/8 of the ring; one step aside is
            // free.
            while (!taken.add(token)) {
                token++;
            }
            tokensOf.computeIfAbsent(owners[slice], node -> new ArrayList<>()).add(token);
        }
        Set<Integer> seeds = seeds(racks);
        var placed = new ArrayList<PlacedNode>();
        for (int node = 0; node < racks.size(); node++) {
            List<Long> own = tokensOf.getOrDefault(node, List.of());
            placed.add(new PlacedNode(shape.name(), node, racks.get(node), own, seeds.contains(node)));
        }
        return placed;
    }

    /** The first node of each rack, then more when there are fewer racks than seeds. */
    private static Set<Integer> seeds(List<String> racks) {
        var seeds = new LinkedHashSet<Integer>();
        var seen = new HashSet<String>();
        for (int node = 0; node < racks.size() && seeds.size() < SEEDS_PER_DATA_CENTER; node++) {
            if (seen.add(racks.get(node))) {
                seeds.add(node);
            }
        }
        for (int node = 0; node < racks.size() && seeds.size() < SEEDS_PER_DATA_CENTER; node++) {
            seeds.add(node);
        }
        return seeds;
    }

    /** Data center to number of replicas of {@code system_auth}: every login reads it, so it must outlive a rack. */
    public static Map<String, Integer> systemAuthReplication(Collection<PlacedNode> nodes) {
        var replicas = new LinkedHashMap<String, Integer>();
        for (PlacedNode node : nodes) {
            replicas.merge(node.dataCenter(), 1, (had, one) -> Math.min(SYSTEM_AUTH_REPLICAS, had + one));
        }
        return replicas;
    }
}
