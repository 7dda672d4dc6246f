package io.kanesh.kms;

import java.util.Arrays;
import java.util.function.Function;
import javax.security.auth.Destroyable;

/**
 * Key material with an owner and a death: whoever holds the reference must {@link #destroy()} it, and after that every use
 * fails. The bytes are zeroed. A garbage collector may have copied them before: a JVM cannot promise more, and only the exit
 * of the process forgets for certain.
 *
 * <p>Thread-safe: a use and a destruction never overlap.
 */
public final class SecretBytes implements Destroyable, AutoCloseable {

    private final String owner;
    private final byte[] bytes;
    private boolean destroyed;

    private SecretBytes(String owner, byte[] bytes) {
        this.owner = owner;
        this.bytes = bytes;
    }

    /**
     * Takes the bytes over: the caller forgets its array, which is zeroed at the end.
     *
     * @param owner who must destroy it, for messages; never secret
     */
    public static SecretBytes adopt(String owner, byte[] bytes) {
        return new SecretBytes(owner, bytes);
    }

    /** Copies the bytes; the caller keeps its own array and its duty to wipe it. */
    public static SecretBytes copyOf(String owner, byte[] bytes) {
        return new SecretBytes(owner, bytes.clone());
    }

    /** Length in bytes; known also after death. */
    public int length() {
        return bytes.length;
    }

    /**
     * Lends the live array. The function must neither keep nor change it.
     *
     * @throws IllegalStateException after {@link #destroy()}
     */
    public synchronized <T> T use(Function<byte[], T> function) {
        if (destroyed) {
            throw new IllegalStateException("The key of " + owner + " has been destroyed");
        }
        return function.apply(bytes);
    }

    /** A second secret with the same bytes and an owner of its own. */
    public SecretBytes copyFor(String newOwner) {
        return use(live -> copyOf(newOwner, live));
    }

    @Override
    public synchronized void destroy() {
        Arrays.fill(bytes, (byte) 0);
        destroyed = true;
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public void close() {
        destroy();
    }

    /** Never the bytes. */
    @Override
    public String toString() {
        return "SecretBytes[" + owner + ", " + bytes.length + " bytes]";
    }
}
