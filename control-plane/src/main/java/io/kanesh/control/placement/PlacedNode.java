package io.kanesh.control.placement;

import java.util.List;

/**
 * One node's place.
 *
 * @param dataCenter name of its data center
 * @param ordinal counts the nodes of the data center from 0; also the index into the node groups, flattened in order
 * @param rack the availability zone that it is launched in
 * @param tokens its Murmur3 tokens, ascending; no two nodes of a cluster share one
 * @param seed whether other nodes learn the cluster from it
 */
public record PlacedNode(String dataCenter, int ordinal, String rack, List<Long> tokens, boolean seed) {

    public PlacedNode {
        tokens = List.copyOf(tokens);
    }
}
