package io.kanesh.control.cluster;

/** Passwords of database roles: how they are made, and the only form in which they are kept. */
public interface DatabasePasswords {

    /** A new one, 28 letters and digits (163 bits). */
    String next();

    /** bcrypt as Cassandra keeps it: {@code $2a$10$…}, 60 characters. Only the first 72 bytes of a password count. */
    String hash(String password);
}
