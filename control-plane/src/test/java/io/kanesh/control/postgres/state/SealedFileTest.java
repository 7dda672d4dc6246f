package io.kanesh.control.postgres.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is sealed comes back whole, or not at all. */
class SealedFileTest {
    private static final String PASSPHRASE = "twelve or more characters";
    private static final int HEADER = SealedOutput.MAGIC.length + 12 + SealedOutput.SALT_BYTES;

    private static byte[] sealed(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sealed = new SealedOutput(out, PASSPHRASE, new SplittableRandom(1))) {
            sealed.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] opened(byte[] sealed, String passphrase) throws IOException {
        try (var in = new SealedInput(new ByteArrayInputStream(sealed), passphrase)) {
            return in.readAllBytes();
        }
    }

    private static byte[] plain(int length) {
        var bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void everyLengthComesBack() throws IOException {
        for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000}) {
            assertThat(opened(sealed(plain(length)), PASSPHRASE))
                    .as("%s", length)
                    .isEqualTo(plain(length));
        }
    }

    @Test
    void nothingOfThePlainTextIsSeen() throws IOException {
        var secret = "the master key of everything".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(sealed(secret), StandardCharsets.ISO_8859_1)).doesNotContain("master key");
    }

    @Test
    void aWrongPassphraseIsToldApart() throws IOException {
        byte[] file = sealed(plain(1000));
        assertThatThrownBy(() -> opened(file, "another passphrase"))
                .isInstanceOf(StateFault.class)
                .hasMessageContaining("passphrase is wrong");
    }

    @Test
    void aFileThatWasCutIsRefusedWhereverItWasCut() throws IOException {
        byte[] file = sealed(plain(150_000));
        int frame = 4 + SealedOutput.FRAME_BYTES + SealedOutput.TAG_BYTES;
        for (int length :
                new int[] {HEADER - 1, HEADER, HEADER + 100, HEADER + frame, HEADER + 2 * frame, file.length - 1}) {
            assertThatThrownBy(() -> opened(Arrays.copyOf(file, length), PASSPHRASE))
                    .as("cut to %s", length)
                    .isInstanceOf(StateFault.class)
                    .hasMessageContaining("ends too early");
        }
    }

    @Test
    void aChangedSwappedOrLongerFileIsRefused() throws IOException {
        byte[] file = sealed(plain(150_000));
        int frame = 4 + SealedOutput.FRAME_BYTES + SealedOutput.TAG_BYTES;
        byte[] changed = file.clone();
        changed[HEADER + frame + 1000] ^= 1;
        byte[] swapped = ByteBuffer.allocate(file.length)
                .put(file, 0, HEADER)
                .put(file, HEADER + frame, frame)
                .put(file, HEADER, frame)
                .put(file, HEADER + 2 * frame, file.length - HEADER - 2 * frame)
                .array();
        for (byte[] bad : new byte[][] {changed, swapped, Arrays.copyOf(file, file.length + 1)}) {
            assertThatThrownBy(() -> opened(bad, PASSPHRASE)).isInstanceOf(StateFault.class);
        }
        assertThatThrownBy(() -> opened(plain(500), PASSPHRASE)).hasMessageContaining("backup-state");
    }
}
