package io.kanesh.kms.testkit;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.Kms;
import java.util.Set;

/** One KMS with two keys and one caller, as a provider's test sets it up for {@link KmsContract}. */
public interface KmsWorld extends AutoCloseable {

    /** The provider under test, with a deadline of at most two seconds. */
    Kms kms();

    KeyReference key();

    /** A second key in the same region, with the same permissions. */
    KeyReference otherKey();

    /** A well-formed name of no key. */
    KeyReference missingKey();

    /** Changes the state of {@link #key()}, as its owner would in the console. */
    void setState(KeyState state);

    /** A new version of {@link #key()} that wraps from now on. */
    void rotate();

    /** What the caller may do with {@link #key()}: generate, encrypt, decrypt, describe, re-encrypt. */
    void permit(Set<String> operations);

    /** Lets the next {@code times} requests fail. */
    void fail(WireFault fault, int times);

    /** Whether the protocol has this fault. */
    boolean knows(WireFault fault);

    /** Requests that reached the KMS so far. */
    int requests();

    @Override
    void close();
}
