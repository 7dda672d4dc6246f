package io.kanesh.engine.repair;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.cassandra.dht.Range;
import org.apache.cassandra.dht.Token;
import org.apache.cassandra.locator.InetAddressAndPort;

/**
 * What one call of Cassandra's coordinator repairs.
 *
 * @param replicas everybody who takes part, this node included
 */
record RepairPart(String keyspace, Set<InetAddressAndPort> replicas, List<Range<Token>> ranges) {

    /** Of more ranges than this the trees become coarse, and one failure costs the work of all. */
    static final int MOST_RANGES = 64;

    RepairPart {
        replicas = new TreeSet<>(replicas);
        ranges = List.copyOf(ranges);
    }

    @Override
    public String toString() {
        return keyspace + ", " + ranges.size() + " ranges on "
                + String.join(
                        ", ",
                        replicas.stream()
                                .map(replica -> replica.getHostAddress(false))
                                .toList());
    }
}
