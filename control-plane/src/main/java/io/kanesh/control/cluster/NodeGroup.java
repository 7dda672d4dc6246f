package io.kanesh.control.cluster;

/**
 * Nodes of one kind in a data center.
 *
 * @param instanceType a type of the catalogue, e.g. {@code local.small}
 * @param count 1 to {@value #MOST_NODES}
 */
public record NodeGroup(String instanceType, int count) {
    public static final int MOST_NODES = 64;

    public NodeGroup {
        if (count < 1 || count > MOST_NODES) {
            throw new IllegalArgumentException("a node group has 1 to " + MOST_NODES + " nodes, not " + count);
        }
    }
}
