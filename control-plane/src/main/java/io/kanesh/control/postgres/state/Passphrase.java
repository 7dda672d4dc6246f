package io.kanesh.control.postgres.state;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * The key that a passphrase gives: scrypt (RFC 7914) with N = 2^15, r = 8, p = 1, which takes 32 MiB and about 0.1 s per guess. The
 * costs are in the file, so that later releases can raise them.
 */
final class Passphrase {
    static final int SHORTEST = 12;
    private static final int KEY_BYTES = 32;

    private Passphrase() {}

    /** Costs as stored. */
    record Costs(int n, int r, int p) {
        static final Costs NOW = new Costs(1 << 15, 8, 1);

        /** Whether they are ours or a later release's; a forged file may not make us allocate without end. */
        boolean isSane() {
            return n >= 1 << 14 && n <= 1 << 20 && Integer.bitCount(n) == 1 && r == 8 && p == 1;
        }
    }

    static SecretKeySpec key(String passphrase, byte[] salt, Costs costs) {
        byte[] bytes = passphrase.getBytes(StandardCharsets.UTF_8);
        byte[] key = SCrypt.generate(bytes, salt, costs.n(), costs.r(), costs.p(), KEY_BYTES);
        Arrays.fill(bytes, (byte) 0);
        return new SecretKeySpec(key, "AES");
    }

    static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] context) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(128, nonce));
            cipher.updateAAD(context);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }
}
