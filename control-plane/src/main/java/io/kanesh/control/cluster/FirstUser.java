package io.kanesh.control.cluster;

/**
 * A database user that a cluster is created with, ready to be made.
 *
 * @param request what an engine is told, as JSON; the password's hash is in it
 */
public record FirstUser(String name, String request) {
    @Override
    public String toString() {
        return "FirstUser[" + name + ", request not shown]";
    }
}
