package io.kanesh.kms.envelope.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.FakeKms;
import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {

    private static final KeyReference CMK = KeyReference.parse("kanesh-local://here/one");
    private static final KeyReference OTHER_CMK = KeyReference.parse("kanesh-local://here/two");
    private static final NodeIdentity NODE = new NodeIdentity("prj_1", "cl_1", "dc1", "nd_1");

    @TempDir
    Path folder;

    private final FakeKms kms = new FakeKms();
    private final NodeKeys nodeKeys = new NodeKeys(kms, NODE);
    private final SecureRandom random = new SecureRandom();
    private final List<String> loans = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean auditBroken;
    private NodeKeys.Made made = nodeKeys.generate(CMK, UUID.randomUUID(), 0);
    private KeyringFiles files = new KeyringFiles(Path.of(""));

    @BeforeEach
    void firstKeyring() throws IOException {
        files = new KeyringFiles(folder);
        DataKeys.first(files, NODE, made);
    }

    @Test
    void keysSurviveARestart() throws IOException {
        var keys = unlock();
        var written = keys.forWriting("ks.table", "file-1");
        var bytes = written.secret().<byte[]>use(byte[]::clone);
        keys.seal();
        assertThat(written.secret().isDestroyed()).isTrue();

        var again = unlock();
        assertThat(again.forReading(written.id(), "file-1").secret().<byte[]>use(byte[]::clone))
                .isEqualTo(bytes);
        assertThat(again.forWriting("ks.table", "file-2").id()).isEqualTo(written.id());
        assertThat(again.forWriting("ks.other", "file-3").id()).isNotEqualTo(written.id());
        assertThat(loans).hasSize(4).last().asString().contains("file-3", "write-open");
    }

    @Test
    void nothingIsLentAfterSealing() throws IOException {
        var keys = unlock();
        var id = keys.forWriting("ks.table", "file").id();
        keys.seal();
        assertThatThrownBy(() -> keys.forReading(id, "file"))
                .isInstanceOf(SealedFileException.class)
                .hasMessageContaining("this node is sealed");
        assertThatThrownBy(() -> keys.forWriting("ks.table", "file")).hasMessageContaining("this node is sealed");
    }

    @Test
    void withoutAnAuditLineThereIsNoKey() throws IOException {
        var keys = unlock();
        auditBroken = true;
        assertThatThrownBy(() -> keys.forWriting("ks.table", "file"))
                .isInstanceOf(SealedFileException.class)
                .hasRootCauseMessage("disk full");
    }

    @Test
    void newDataGetsANewKeyAfterADay() throws IOException {
        var keys = unlock();
        var first = keys.forWriting("ks.table", "a").id();
        now = now.plus(Duration.ofHours(25));
        var second = keys.forWriting("ks.table", "b").id();
        assertThat(second).isNotEqualTo(first);
        assertThat(keys.keyring().dataKey(first).orElseThrow().state()).isEqualTo(DataKeyEntry.State.RETIRING);
        assertThat(keys.forReading(first, "a").id()).isEqualTo(first);
        keys.renew("ks.table");
        assertThat(keys.forWriting("ks.table", "c").id()).isNotEqualTo(second);
    }

    @Test
    void aDestroyedKeyIsGoneEvenForAnOldCopyOfTheKeyring() throws IOException {
        var keys = unlock();
        var doomed = keys.forWriting("ks.dropped", "a").id();
        var kept = keys.forWriting("ks.kept", "b").id();
        var oldCopy = Files.readAllBytes(folder.resolve("keyring.1"));
        keys.destroy(Set.of(doomed), nodeKeys.generate(CMK, UUID.randomUUID(), 1));

        assertThatThrownBy(() -> keys.forReading(doomed, "a")).hasMessageContaining("destroyed");
        assertThat(keys.forReading(kept, "b").id()).isEqualTo(kept);
        assertThat(keys.keyring().nodeKey(made.entry().id()))
                .as("the old node key")
                .isEmpty();

        Files.write(folder.resolve("keyring.2"), oldCopy);
        var opened = unlock();
        assertThat(opened.keyring().dataKey(doomed)).as("the newer copy wins").isEmpty();
        assertThat(opened.forReading(kept, "b").id()).isEqualTo(kept);
    }

    @Test
    void aMasterKeyIsReplacedWithoutTouchingData() throws IOException {
        var keys = unlock();
        var id = keys.forWriting("ks.table", "a").id();
        var entry = keys.keyring().active();
        try (var secret = nodeKeys.unwrap(entry, CMK)) {
            var both = nodeKeys.addRecipient(entry, secret, kms, OTHER_CMK);
            assertThat(both.recipients()).hasSize(2);
            keys.replaceActiveEntry(both);
            keys.replaceActiveEntry(NodeKeys.dropRecipient(both, CMK));
        }
        var reopened = unlock(OTHER_CMK);
        assertThat(reopened.forReading(id, "a").id()).isEqualTo(id);
        assertThatThrownBy(() -> nodeKeys.unwrap(reopened.keyring().active(), CMK))
                .hasMessageContaining("is not wrapped by");
        assertThatThrownBy(() -> NodeKeys.dropRecipient(reopened.keyring().active(), OTHER_CMK))
                .hasMessageContaining("could never be opened");
    }

    @Test
    void aRotatedMasterKeyRewrapsOneBlob() throws IOException {
        var keys = unlock();
        var entry = keys.keyring().active();
        var rewrapped = nodeKeys.rewrap(entry, CMK);
        assertThat(rewrapped.recipients()).isNotEqualTo(entry.recipients());
        keys.replaceActiveEntry(rewrapped);
        assertThat(unlock().keyring().version()).isEqualTo(2);
    }

    @Test
    void aNodeKeyThatDoesNotComeBackIsNeverUsed() {
        kms.garbles = true;
        assertThatThrownBy(() -> nodeKeys.generate(CMK, UUID.randomUUID(), 0))
                .isInstanceOfSatisfying(
                        KmsFault.class, fault -> assertThat(fault.faultClass()).isEqualTo(FaultClass.TAMPER));
    }

    @Test
    void aNodeKeyOfAnotherNodeDoesNotOpen() {
        var stolen = made.entry();
        var thief = new NodeKeys(kms, new NodeIdentity("prj_1", "cl_1", "dc1", "nd_2"));
        assertThatThrownBy(() -> thief.unwrap(stolen, CMK)).isInstanceOf(KmsFault.class);
    }

    @Test
    void oneGoodCopyIsEnough() throws IOException {
        var id = unlock().forWriting("ks.table", "a").id();
        for (var name : List.of("keyring.1", "keyring.2")) {
            var whole = Files.readAllBytes(folder.resolve(name));
            for (var broken : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), new byte[whole.length])) {
                Files.write(folder.resolve(name), broken);
                assertThat(unlock().forReading(id, "a").id()).isEqualTo(id);
            }
            Files.delete(folder.resolve(name));
            assertThat(unlock().forReading(id, "a").id()).isEqualTo(id);
            Files.write(folder.resolve(name), whole);
        }
    }

    @Test
    void aCrashInTheMiddleOfAWriteLeavesTheOldOrTheNewOne() throws IOException {
        var keys = unlock();
        keys.forWriting("ks.one", "a");
        var older = Files.readAllBytes(folder.resolve("keyring.1"));
        var newerId = keys.forWriting("ks.two", "b").id();
        Files.write(folder.resolve("keyring.2"), older);
        Files.write(folder.resolve("keyring.2.new"), new byte[] {1, 2, 3});
        assertThat(unlock().keyring().dataKey(newerId))
                .as("first copy new, second old")
                .isPresent();
    }

    @Test
    void missingAndBrokenKeyringsSayWhatToDo() throws IOException {
        Files.write(folder.resolve("keyring.1"), new byte[200]);
        Files.write(folder.resolve("keyring.2"), new byte[3]);
        assertThatThrownBy(() -> files.candidates())
                .isInstanceOfSatisfying(
                        KeyringException.class, e -> assertThat(e.kind()).isEqualTo(KeyringException.Kind.BROKEN))
                .hasMessageContaining("restore it");
        Files.delete(folder.resolve("keyring.1"));
        Files.delete(folder.resolve("keyring.2"));
        assertThatThrownBy(() -> files.candidates())
                .isInstanceOfSatisfying(
                        KeyringException.class, e -> assertThat(e.kind()).isEqualTo(KeyringException.Kind.MISSING));
    }

    @Test
    void anOlderKeyringIsRefusedWhenANewerIsKnown() throws IOException {
        var candidate = files.candidates().get(0);
        assertThatThrownBy(() -> candidate.verify(made.secret(), 2))
                .isInstanceOfSatisfying(
                        KeyringException.class, e -> assertThat(e.kind()).isEqualTo(KeyringException.Kind.ROLLED_BACK));
    }

    @Test
    void everyChangedBitIsNoticed() throws IOException {
        unlock().forWriting("ks.table", "a");
        var whole = Files.readAllBytes(folder.resolve("keyring.1"));
        Files.delete(folder.resolve("keyring.2"));
        for (var at = 0; at < whole.length; at++) {
            var changed = whole.clone();
            changed[at] ^= 1;
            Files.write(folder.resolve("keyring.1"), changed);
            assertThatThrownBy(() -> files.candidates().get(0).verify(made.secret(), 0))
                    .as("byte %s", at)
                    .isInstanceOf(KeyringException.class);
        }
    }

    @Test
    void aChangeWithAGoodChecksumIsNoticedByTheMac() throws IOException {
        var keyring = files.candidates().get(0).unverified();
        var forged = SecretBytes.adopt("forger", new byte[32]);
        Files.write(folder.resolve("keyring.1"), KeyringCodec.write(keyring, forged));
        Files.delete(folder.resolve("keyring.2"));
        assertThatThrownBy(() -> files.candidates().get(0).verify(made.secret(), 0))
                .isInstanceOfSatisfying(
                        KeyringException.class, e -> assertThat(e.kind()).isEqualTo(KeyringException.Kind.TAMPERED));
    }

    @Test
    void aDataKeyUnderAnotherEntryDoesNotOpen() throws IOException {
        var keys = unlock();
        keys.forWriting("ks.table", "a");
        var entry = keys.keyring().dataKeys().get(0);
        for (var changed : List.of(
                copy(entry, UUID.randomUUID(), entry.suite(), entry.stateVersion(), entry.wrapped()),
                copy(entry, entry.id(), Suite.AES_256_GCM, entry.stateVersion(), entry.wrapped()),
                copy(entry, entry.id(), entry.suite(), entry.stateVersion() + 1, entry.wrapped()),
                copy(entry, entry.id(), entry.suite(), entry.stateVersion(), new byte[5]))) {
            assertThatThrownBy(() -> DataKeyWrap.unwrap(made.secret(), NODE, changed))
                    .isInstanceOf(KeyringException.class);
        }
        assertThat(DataKeyWrap.unwrap(made.secret(), NODE, entry).length()).isEqualTo(16);
    }

    private static DataKeyEntry copy(DataKeyEntry entry, UUID id, Suite suite, int version, byte[] wrapped) {
        return new DataKeyEntry(
                id,
                suite,
                entry.tableGroup(),
                entry.state(),
                version,
                entry.createdMillis(),
                entry.nodeKeyId(),
                entry.use(),
                wrapped);
    }

    private DataKeys unlock() throws IOException {
        return unlock(CMK);
    }

    private DataKeys unlock(KeyReference key) throws IOException {
        var candidate = files.candidates().get(0);
        var secret = nodeKeys.unwrap(candidate.unverified().active(), key);
        return new DataKeys(
                files,
                candidate.verify(secret, 0),
                secret,
                DataKeyTerms.of(Suite.AES_128_GCM),
                (id, file, reason) -> {
                    if (auditBroken) {
                        throw new IOException("disk full");
                    }
                    loans.add(id + " " + file + " " + reason);
                },
                random,
                () -> now);
    }
}
