package io.kanesh.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {

    private static final String DATA = "data/ks/t-1/nb-1-big-Data.db";
    private static final String UNFINISHED = "data/ks/t-1/nb-2-big-Data.db";
    private static final String LOG = "commitlog/CommitLog-7-1.log";

    @TempDir
    Path folder;

    @Test
    void aSealedVolumeForgetsAndAFreshProcessReadsWhatWasSafe() throws IOException {
        var volume = new TestVolume(folder, Suite.AES_128_GCM);
        Files.writeString(volume.path(DATA), "complete");
        var reader = FileChannel.open(volume.path(DATA));
        var log = FileChannel.open(volume.path(LOG), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var unfinished = FileChannel.open(volume.path(UNFINISHED), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        log.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        log.force(false);
        unfinished.write(ByteBuffer.wrap(new byte[5000]));

        volume.provider.seal();

        assertThatThrownBy(() -> reader.read(ByteBuffer.allocate(8), 0)).hasMessageContaining("this node is sealed");
        assertThatThrownBy(() -> log.write(ByteBuffer.wrap(new byte[] {4})))
                .hasMessageContaining("this node is sealed");
        assertThatThrownBy(() -> Files.readString(volume.path(DATA))).hasMessageContaining("this node is sealed");
        reader.close();
        log.close();
        unfinished.close();
        assertThat(volume.provider.openFiles()).isZero();

        var after = volume.restarted();
        assertThat(Files.readString(after.path(DATA))).isEqualTo("complete");
        assertThat(Files.readAllBytes(after.path(LOG))).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> Files.readAllBytes(after.path(UNFINISHED))).hasMessageContaining("TRUNCATED");
    }
}
