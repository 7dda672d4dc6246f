package io.kanesh.kms.envelope.codec;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a hash of every pair of key and nonce and fails on a repeat. {@link #ALL_TESTS} lives as long as the test run. */
public final class NonceRecorder implements NonceWitness {

    /** One recorder over all tests: a repeat between two tests is a repeat. */
    public static final NonceRecorder ALL_TESTS = new NonceRecorder();

    private final Set<BigInteger> seen = ConcurrentHashMap.newKeySet();

    @Override
    public void encrypting(byte[] key, byte[] nonce) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            digest.update(nonce);
            if (!seen.add(new BigInteger(1, digest.digest()))) {
                throw new AssertionError("A nonce was used twice under one key");
            }
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public int pairs() {
        return seen.size();
    }
}
