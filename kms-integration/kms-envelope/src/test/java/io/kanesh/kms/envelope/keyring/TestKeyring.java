package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.envelope.FakeKms;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** One node's keyring in a folder, its KMS in memory, and a clock that the test turns. */
final class TestKeyring {

    static final KeyReference CMK = KeyReference.parse("kanesh-local://here/one");
    static final KeyReference OTHER_CMK = KeyReference.parse("kanesh-local://here/two");
    static final NodeIdentity NODE = new NodeIdentity("prj_1", "cl_1", "dc1", "nd_1");

    final FakeKms kms;
    final NodeKeys nodeKeys;
    final KeyringFiles files;
    private final SecureRandom random = new SecureRandom();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private TestKeyring(Path folder, FakeKms kms) {
        this.files = new KeyringFiles(folder);
        this.kms = kms;
        this.nodeKeys = new NodeKeys(kms, NODE);
    }

    /** A node that never was. */
    static TestKeyring first(Path folder) throws IOException {
        var made = new TestKeyring(folder, new FakeKms());
        DataKeys.first(made.files, NODE, made.newNodeKey());
        return made;
    }

    /** The same node and KMS over another folder or another view of it. */
    TestKeyring at(Path folder) {
        return new TestKeyring(folder, kms);
    }

    NodeKeys.Made newNodeKey() {
        return nodeKeys.generate(CMK, UUID.randomUUID(), now.toEpochMilli());
    }

    /** What a start does: the newest readable copy, its node key from the KMS. */
    DataKeys unlock() throws IOException {
        return unlock(DataKeyTerms.of(Suite.AES_128_GCM), CMK);
    }

    DataKeys unlock(DataKeyTerms terms, KeyReference key) throws IOException {
        var candidate = files.candidates().get(0);
        var secret = nodeKeys.unwrap(candidate.unverified().active(), key);
        return new DataKeys(
                files, candidate.verify(secret, 0), secret, terms, (id, file, reason) -> {}, random, () -> now);
    }
}
