package io.kanesh.kms.envelope.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key encrypts is counted, kept over restarts, and ends the key at its limits. */
class KeyUseTest {

    private static final long GIB = 1L << 30;

    @TempDir
    Path folder;

    private TestKeyring ring;

    @BeforeEach
    void aNode() throws IOException {
        ring = TestKeyring.first(folder);
    }

    @Test
    void aTebibyteEndsAKey() throws IOException {
        var keys = ring.unlock();
        var first = keys.forWriting("ks.t", "a").id();
        for (var written = 0L; written < 1024; written++) {
            assertThat(keys.forWriting("ks.t", "a").id()).isEqualTo(first);
            keys.wrote(first, GIB);
        }
        assertThat(keys.forWriting("ks.t", "b").id()).isNotEqualTo(first);
        assertThat(keys.forReading(first, "a").id())
                .as("old files stay readable")
                .isEqualTo(first);
    }

    @Test
    void aMillionFilesEndAKey() throws IOException {
        var keys = ring.unlock(new DataKeyTerms(Suite.AES_128_GCM, Duration.ofHours(24), 1L << 40, 3), TestKeyring.CMK);
        var first = keys.forWriting("ks.t", "a").id();
        keys.forWriting("ks.t", "b");
        assertThat(keys.forWriting("ks.t", "c").id()).isEqualTo(first);
        assertThat(keys.forWriting("ks.t", "d").id()).isNotEqualTo(first);
        assertThat(DataKeyTerms.of(Suite.AES_128_GCM).maxFiles()).isEqualTo(1L << 20);
    }

    @Test
    void countsSurviveACleanStopExactlyAndACrashRoughly() throws IOException {
        var keys = ring.unlock();
        var id = keys.forWriting("ks.t", "a").id();
        keys.wrote(id, 5 * GIB);
        keys.wrote(id, 7);
        assertThat(useOf(ring.unlock(), id).bytes()).as("after a crash").isEqualTo(5 * GIB);
        keys.checkpoint();
        assertThat(useOf(ring.unlock(), id)).as("after a stop").isEqualTo(new KeyUse(5 * GIB + 7, 1));

        var again = ring.unlock();
        again.wrote(id, 3);
        assertThat(useOf(again, id).bytes()).isEqualTo(5 * GIB + 10);
        var version = again.keyring().version();
        again.checkpoint();
        again.checkpoint();
        assertThat(again.keyring().version()).as("nothing new, nothing written").isEqualTo(version + 1);
    }

    @Test
    void anotherSuiteTakesEffectWithTheNextFile() throws IOException {
        var keys = ring.unlock();
        var small = keys.forWriting("ks.t", "a");
        keys.adopt(DataKeyTerms.of(Suite.AES_256_GCM));
        var big = keys.forWriting("ks.t", "b");
        assertThat(big.suite()).isEqualTo(Suite.AES_256_GCM);
        assertThat(keys.forReading(small.id(), "a").suite()).isEqualTo(Suite.AES_128_GCM);
    }

    @Test
    void aClonedMachineWritesUnderNewKeysOnly() throws IOException {
        var keys = ring.unlock();
        var before = keys.forWriting("ks.t", "a").id();
        var other = keys.forWriting("ks.u", "a").id();
        keys.renewAll();
        assertThat(keys.forWriting("ks.t", "b").id()).isNotEqualTo(before);
        assertThat(keys.forWriting("ks.u", "b").id()).isNotEqualTo(other);
        assertThat(keys.forReading(before, "a").id()).isEqualTo(before);
    }

    private static KeyUse useOf(DataKeys keys, UUID id) {
        return keys.counted().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow()
                .use();
    }
}
