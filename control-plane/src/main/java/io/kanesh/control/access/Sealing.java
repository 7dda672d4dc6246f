package io.kanesh.control.access;

/** What this module needs to keep a secret: to encrypt it with a key that is not in the database. */
public interface Sealing {
    /** @param context what it belongs to; {@link #open} needs the same */
    String seal(byte[] secret, String context);

    /** @throws IllegalStateException when it was sealed for another context, or was changed */
    byte[] open(String sealed, String context);
}
