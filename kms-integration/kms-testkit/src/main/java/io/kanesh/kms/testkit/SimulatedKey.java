package io.kanesh.kms.testkit;

import io.kanesh.kms.KeyState;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key inside a simulator: it really encrypts (AES-GCM) and really binds the context. Thread-safe. */
public final class SimulatedKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String name;
    private final SecureRandom random;
    private final List<byte[]> versions;
    private KeyState state = KeyState.ENABLED;
    private Set<String> permitted;
    private boolean asymmetric;

    SimulatedKey(String name, SecureRandom random, Set<String> permitted) {
        this.name = name;
        this.random = random;
        this.permitted = permitted;
        this.versions = new ArrayList<>();
        rotate();
    }

    private SimulatedKey(String name, SimulatedKey primary) {
        this.name = name;
        this.random = primary.random;
        this.permitted = primary.permitted;
        this.versions = new ArrayList<>(primary.versions);
    }

    /** The same key material under another name, with a state and permissions of its own: a replica in another region. */
    synchronized SimulatedKey replica(String replicaName) {
        return new SimulatedKey(replicaName, this);
    }

    public String name() {
        return name;
    }

    public synchronized KeyState state() {
        return state;
    }

    public synchronized void setState(KeyState newState) {
        state = newState;
    }

    /** From now on it is a key for signatures, with which nothing can be wrapped. */
    public synchronized void makeAsymmetric() {
        asymmetric = true;
    }

    synchronized boolean isAsymmetric() {
        return asymmetric;
    }

    public synchronized void permit(Set<String> operations) {
        permitted = Set.copyOf(operations);
    }

    synchronized boolean permits(String operation) {
        return permitted.contains(operation);
    }

    public synchronized void rotate() {
        versions.add(random(KEY_BYTES));
    }

    synchronized int newestVersion() {
        return versions.size();
    }

    static int versionOf(byte[] blob) {
        return blob.length < Integer.BYTES ? 0 : ByteBuffer.wrap(blob).getInt();
    }

    synchronized byte[] wrap(byte[] plain, byte[] context) {
        var nonce = random(NONCE_BYTES);
        try {
            var sealed =
                    cipher(Cipher.ENCRYPT_MODE, versions.size(), nonce, context).doFinal(plain);
            return ByteBuffer.allocate(Integer.BYTES + NONCE_BYTES + sealed.length)
                    .putInt(versions.size())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Null when the blob or the context is wrong. */
    synchronized byte @Nullable [] unwrap(byte[] blob, byte[] context) {
        try {
            var in = ByteBuffer.wrap(blob);
            var version = in.getInt();
            var nonce = new byte[NONCE_BYTES];
            in.get(nonce);
            var sealed = new byte[in.remaining()];
            in.get(sealed);
            return version < 1 || version > versions.size()
                    ? null
                    : cipher(Cipher.DECRYPT_MODE, version, nonce, context).doFinal(sealed);
        } catch (GeneralSecurityException | BufferUnderflowException wrong) {
            return null;
        }
    }

    byte[] random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private Cipher cipher(int mode, int version, byte[] nonce, byte[] context) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(versions.get(version - 1), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
