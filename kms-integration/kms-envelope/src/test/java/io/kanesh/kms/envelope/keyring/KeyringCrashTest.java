package io.kanesh.kms.envelope.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.kms.envelope.codec.DataKey;
import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.testkit.disk.DeadProcess;
import io.kanesh.kms.testkit.disk.DiskFault;
import io.kanesh.kms.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every change of the keyring, ended at each of its steps on the disk: by a kill, in the middle of a write, by a power cut, by a
 * full disk. Afterwards the node starts, every key that should open does, and it can go on.
 */
class KeyringCrashTest {

    @TempDir
    Path folder;

    private UUID doomed = new UUID(0, 0);
    private UUID kept = new UUID(0, 0);
    private byte[] keptBytes = {};

    /** A change; {@code ring} makes node keys for it. */
    private enum Change {
        ADD_DATA_KEY {
            @Override
            void make(TestKeyring ring, DataKeys keys, UUID doomed) throws IOException {
                keys.forWriting("ks.new", "c");
            }
        },
        RETIRE {
            @Override
            void make(TestKeyring ring, DataKeys keys, UUID doomed) throws IOException {
                keys.renew("ks.doomed");
            }
        },
        ROTATE_NODE_KEY {
            @Override
            void make(TestKeyring ring, DataKeys keys, UUID doomed) throws IOException {
                keys.rotateNodeKey(ring.newNodeKey());
            }
        },
        DESTROY {
            @Override
            void make(TestKeyring ring, DataKeys keys, UUID doomed) throws IOException {
                keys.destroy(Set.of(doomed), ring.newNodeKey());
            }
        },
        REWRAP {
            @Override
            void make(TestKeyring ring, DataKeys keys, UUID doomed) throws IOException {
                keys.replaceActiveEntry(ring.nodeKeys.rewrap(keys.keyring().active(), TestKeyring.CMK));
            }
        },
        ADD_RECIPIENT_VERIFY_SWITCH_DROP {
            @Override
            void make(TestKeyring ring, DataKeys keys, UUID doomed) throws IOException {
                var entry = keys.keyring().active();
                try (var secret = ring.nodeKeys.unwrap(entry, TestKeyring.CMK)) {
                    var both = ring.nodeKeys.addRecipient(entry, secret, ring.kms, TestKeyring.OTHER_CMK);
                    keys.replaceActiveEntry(both);
                    ring.nodeKeys
                            .unwrap(keys.keyring().active(), TestKeyring.OTHER_CMK)
                            .destroy();
                    keys.replaceActiveEntry(NodeKeys.dropRecipient(both, TestKeyring.CMK));
                }
            }
        };

        abstract void make(TestKeyring ring, DataKeys keys, UUID doomed) throws IOException;
    }

    static Stream<Arguments> everyChangeUnderEveryFault() {
        return Stream.of(Change.values())
                .flatMap(change -> Stream.of(DiskFault.values()).map(fault -> Arguments.of(change, fault)));
    }

    @ParameterizedTest
    @MethodSource("everyChangeUnderEveryFault")
    void theNodeStartsAfterwards(Change change, DiskFault fault) throws IOException {
        var steps = 0;
        for (var again = true; again; steps++) {
            again = tryAt(change, fault, steps);
        }
        assertThat(steps).as("steps of a change of two copies").isGreaterThan(8);
    }

    /** False when the change has no such step. */
    private boolean tryAt(Change change, DiskFault fault, int step) throws IOException {
        var place = Files.createDirectory(folder.resolve("step-" + step));
        var real = prepared(place);
        var disk = new FaultyDisk();
        var ring = real.at(disk.path(place));
        var keys = ring.unlock();
        disk.plan(fault, step);
        var done = false;
        try {
            change.make(ring, keys, doomed);
            done = true;
        } catch (DeadProcess killed) {
            assertThat(disk.isDead()).isTrue();
        } catch (IOException full) {
            assertThat(fault).as("%s", full).isEqualTo(DiskFault.NO_SPACE);
            goesOnOnceThereIsSpace(change, disk, ring, keys);
            done = true;
        }
        check(change, real, done);
        return disk.steps() > step;
    }

    private TestKeyring prepared(Path place) throws IOException {
        var ring = TestKeyring.first(place);
        var keys = ring.unlock();
        var keptKey = keys.forWriting("ks.kept", "a");
        kept = keptKey.id();
        keptBytes = bytes(keptKey);
        doomed = keys.forWriting("ks.doomed", "b").id();
        keys.seal();
        return ring;
    }

    private void goesOnOnceThereIsSpace(Change change, FaultyDisk disk, TestKeyring ring, DataKeys keys)
            throws IOException {
        assertThat(bytes(keys.forReading(kept, "a"))).isEqualTo(keptBytes);
        disk.release();
        change.make(ring, keys, doomed);
        assertThat(bytes(keys.forReading(kept, "a"))).isEqualTo(keptBytes);
    }

    private void check(Change change, TestKeyring ring, boolean done) throws IOException {
        var keys = start(ring);
        assertThat(bytes(keys.forReading(kept, "a"))).isEqualTo(keptBytes);
        if (change == Change.DESTROY && done) {
            assertThatThrownBy(() -> keys.forReading(doomed, "b")).isInstanceOf(SealedFileException.class);
        } else if (change != Change.DESTROY) {
            assertThat(keys.forReading(doomed, "b").id()).isEqualTo(doomed);
        }
        if (change == Change.ADD_RECIPIENT_VERIFY_SWITCH_DROP && done) {
            assertThat(keys.keyring().active().recipients())
                    .hasSize(1)
                    .allSatisfy(recipient -> assertThat(recipient.key()).isEqualTo(TestKeyring.OTHER_CMK));
        }
        var later = keys.forWriting("ks.later", "d").id();
        assertThat(start(ring).forReading(later, "d").id()).isEqualTo(later);
    }

    /** Through whichever master key still opens it. */
    private static DataKeys start(TestKeyring ring) throws IOException {
        var recipients = ring.files.candidates().get(0).unverified().active().recipients();
        return ring.unlock(
                DataKeyTerms.of(io.kanesh.kms.envelope.codec.Suite.AES_128_GCM),
                recipients.get(recipients.size() - 1).key());
    }

    private static byte[] bytes(DataKey key) {
        return key.secret().<byte[]>use(byte[]::clone);
    }
}
