package io.kanesh.agent.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.files.CassandraLayout;
import io.kanesh.files.EncryptedFileSystemProvider;
import io.kanesh.files.Mount;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.codec.DataKey;
import io.kanesh.kms.envelope.codec.FileCodec;
import io.kanesh.kms.envelope.codec.KeySource;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a retired data key alive, and whether a rewrite would help. */
class LeftBehindTest {
    private static final DataKey RETIRED =
            new DataKey(new UUID(1, 1), Suite.AES_128_GCM, SecretBytes.adopt("test", new byte[16]));

    private final EncryptedFileSystemProvider provider =
            new EncryptedFileSystemProvider(FileSystems.getDefault().provider());
    private final Path folder;

    LeftBehindTest(@TempDir Path folder) {
        this.folder = folder;
        var codec = new FileCodec("cl_1", "nd_1", new SecureRandom(), InstantSource.system());
        provider.mount(new Mount(folder, codec, new OneKey(), CassandraLayout::kindOf));
    }

    @Test
    void snapshotsAndHintsAreWaitedForAndEverythingElseIsRewritten() throws IOException {
        write("data/shop/orders-1/snapshots/before/nb-1-big-Data.db");
        write("hints/one.hints");
        var kept = LeftBehind.under(Set.of(RETIRED.id()), folder);
        assertThat(kept.files()).isEqualTo(2);
        assertThat(kept.rewritable()).isZero();

        write("data/system/_paxos_repair_state/shop-orders-1-0.paxos");
        var more = LeftBehind.under(Set.of(RETIRED.id()), folder);
        assertThat(more.files()).isEqualTo(3);
        assertThat(more.rewritable()).isEqualTo(1);
        assertThat(more.toString()).contains("3 files", "2 of them in snapshots or hints", ".paxos");
    }

    @Test
    void filesUnderOtherKeysDoNotCount() throws IOException {
        write("data/shop/orders-1/nb-2-big-Data.db");
        assertThat(LeftBehind.under(Set.of(new UUID(2, 2)), folder).files()).isZero();
        assertThat(LeftBehind.under(Set.of(), folder).files()).isZero();
    }

    private void write(String name) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(provider.path(folder.resolve(name)), "text");
    }

    private static final class OneKey implements KeySource {
        @Override
        public DataKey forWriting(String tableGroup, String file) {
            return RETIRED;
        }

        @Override
        public DataKey forReading(UUID dataKeyId, String file) {
            return RETIRED;
        }
    }
}
