package io.kanesh.control.cluster;

/**
 * The database role that is made with the cluster. Its password is shown once and kept nowhere.
 *
 * @param saltedHash bcrypt, {@code $2a$10$…}: what Cassandra keeps too
 */
public record AdminRole(String name, String saltedHash) {
    public static final String DEFAULT_NAME = "admin";
}
