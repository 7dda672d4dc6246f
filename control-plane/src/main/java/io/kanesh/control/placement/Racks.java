package io.kanesh.control.placement;

import java.util.ArrayList;
import java.util.List;

/** Spreads nodes over zones. */
final class Racks {
    private Racks() {}

    /**
     * The zone of every node, by ordinal: round robin, so that rack sizes differ by one at most and as many racks as
     * possible are used. With at least as many racks as replicas, Cassandra's NetworkTopologyStrategy then puts no two
     * replicas of a range into one rack, so a whole zone may fail and QUORUM goes on.
     */
    static List<String> spread(List<String> zones, int nodes) {
        var racks = new ArrayList<String>(nodes);
        for (int node = 0; node < nodes; node++) {
            racks.add(zones.get(node % zones.size()));
        }
        return List.copyOf(racks);
    }
}
