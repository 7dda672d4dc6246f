package io.kanesh.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyMaterialTest {

    @Test
    void destroyingZeroesTheBytesAndEndsEveryUse() {
        var bytes = new byte[] {1, 2, 3};
        var secret = SecretBytes.adopt("the test", bytes);

        secret.destroy();

        assertThat(bytes).containsOnly(0);
        assertThat(secret.isDestroyed()).isTrue();
        assertThatThrownBy(() -> secret.use(live -> live.length))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the test");
    }

    @Test
    void aCopyOutlivesItsOrigin() {
        var origin = SecretBytes.adopt("origin", new byte[] {1, 2, 3});
        var copy = origin.copyFor("copy");
        origin.destroy();
        assertThat(copy.<byte[]>use(byte[]::clone)).containsExactly(1, 2, 3);
    }

    @Test
    void noTextShowsTheBytes() {
        var secret = SecretBytes.copyOf(
                "the test", "hunter2hunter2hunter2".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(secret.toString()).doesNotContain("hunter2").contains("21 bytes");
        assertThat(new GeneratedKey(
                                secret,
                                new WrappedKey(KeyReference.parse("kanesh-local://a/b"), "1", new byte[40]),
                                KmsReceipt.NONE)
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void contextsThatDifferHaveDifferentBytes() {
        var one = EncryptionContext.of(Map.of("ab", "c"));
        var other = EncryptionContext.of(Map.of("a", "bc"));
        var both = EncryptionContext.of(Map.of("a", "b", "c", "d"));
        var nested = EncryptionContext.of(Map.of("a", "bcd"));
        assertThat(one.canonicalBytes()).isNotEqualTo(other.canonicalBytes());
        assertThat(both.canonicalBytes()).isNotEqualTo(nested.canonicalBytes());
        assertThat(EncryptionContext.of(Map.of("x", "1", "y", "2")).canonicalBytes())
                .isEqualTo(EncryptionContext.of(Map.of("y", "2", "x", "1")).canonicalBytes());
    }

    @Test
    void contextsRefuseEmptyAndHugeEntries() {
        assertThatThrownBy(() -> EncryptionContext.of(Map.of("node", "")))
                .hasMessageContaining("no empty name or value");
        assertThatThrownBy(() -> EncryptionContext.of(Map.of("node", "x".repeat(5000))))
                .hasMessageContaining("at most 4096");
    }

    @Test
    void everyStateOfAKeyHasAClass() {
        assertThat(KeyState.DISABLED.refusal()).isEqualTo(FaultClass.REVOKED);
        assertThat(KeyState.PENDING_DELETION.refusal()).isEqualTo(FaultClass.REVOKED);
        assertThat(KeyState.UNAVAILABLE.refusal()).isEqualTo(FaultClass.OUTAGE);
        assertThat(KeyState.ENABLED.refusal()).isEqualTo(FaultClass.OUTAGE);
        assertThat(KeyState.UNKNOWN.refusal()).isEqualTo(FaultClass.UNCLEAR);
    }
}
