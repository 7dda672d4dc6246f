package io.kanesh.kms.envelope.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.kms.SecretBytes;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SecretSealerTest {

    private static final byte[] SECRET = {1, 2, 3};

    private final SecretSealer sealer = of(7);

    private static SecretSealer of(int seed) {
        var root = new byte[32];
        root[0] = (byte) seed;
        try (var key = SecretBytes.adopt("test", root)) {
            return new SecretSealer(key, new SecureRandom());
        }
    }

    @Test
    void opensWhatItSealedAlsoAfterARestart() {
        assertThat(sealer.open(sealer.seal(SECRET, "a"), "a")).isEqualTo(SECRET);
        assertThat(of(7).open(sealer.seal(SECRET, "a"), "a")).isEqualTo(SECRET);
    }

    @Test
    void refusesAnotherKeyAnotherContextAndEveryChangedByte() {
        var sealed = sealer.seal(SECRET, "a");

        assertRefused(() -> of(8).open(sealed, "a"));
        assertRefused(() -> sealer.open(sealed, "b"));
        var bytes = Base64.getDecoder().decode(sealed);
        for (var i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= 1;
            assertRefused(() -> sealer.open(Base64.getEncoder().encodeToString(changed), "a"));
        }
        for (var length = 0; length < bytes.length; length++) {
            var cut = java.util.Arrays.copyOf(bytes, length);
            assertRefused(() -> sealer.open(Base64.getEncoder().encodeToString(cut), "a"));
        }
        assertRefused(() -> sealer.open("no base 64 at all!", "a"));
    }

    @Test
    void sealsNoTwoTextsAlike() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 200; i++) {
            assertThat(seen.add(sealer.seal(SECRET, "a"))).isTrue();
        }
    }

    @Test
    void derivesTheSameForTheSameAndNothingAlikeForAnother() {
        assertThat(sealer.derive("p", "c")).hasSize(43).isEqualTo(of(7).derive("p", "c"));
        assertThat(sealer.derive("p", "c"))
                .isNotEqualTo(sealer.derive("p", "d"))
                .isNotEqualTo(sealer.derive("q", "c"))
                .isNotEqualTo(of(8).derive("p", "c"));
    }

    @Test
    void doesNothingAfterItsEnd() {
        var sealed = sealer.seal(SECRET, "a");
        sealer.close();
        assertThatThrownBy(() -> sealer.open(sealed, "a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.derive("p", "c")).isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable opening) {
        assertThatThrownBy(opening).isInstanceOf(IllegalArgumentException.class);
    }
}
