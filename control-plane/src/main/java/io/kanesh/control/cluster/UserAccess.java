package io.kanesh.control.cluster;

/**
 * What a user may do in a keyspace.
 *
 * @param keyspace its name, or {@code *} for all keyspaces of the customer
 * @param read rows, and run functions
 * @param write rows
 * @param define tables, indexes, views, types and functions
 * @param unmask see masked columns as they are
 */
public record UserAccess(String keyspace, boolean read, boolean write, boolean define, boolean unmask) {
    public static final String EVERY_KEYSPACE = "*";
}
