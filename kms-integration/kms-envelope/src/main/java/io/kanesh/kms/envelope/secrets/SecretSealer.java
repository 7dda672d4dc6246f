package io.kanesh.kms.envelope.secrets;

import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.codec.AesGcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts of a few kilobytes: AES-256-GCM with a random 96-bit nonce (some thousands of secrets, far below 2^32) under a key
 * derived from the root key, bound to a context. A sealed secret is base 64 of nonce, ciphertext and tag. Thread-safe.
 */
public final class SecretSealer implements AutoCloseable {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";

    private final SecretBytes sealing;
    private final SecretBytes deriving;
    private final SecureRandom random;

    /** @param root a uniformly random key of 256 bits; stays the caller's, who may destroy it at once */
    public SecretSealer(SecretBytes root, SecureRandom random) {
        // Two uses, two keys: what one of them ever lets out says nothing about the other.
        this.sealing = SecretBytes.adopt("sealing of secrets", root.use(live -> hmac(live, "kanesh sealing")));
        this.deriving = SecretBytes.adopt("deriving of secrets", root.use(live -> hmac(live, "kanesh deriving")));
        this.random = random;
    }

    /** @param context what the secret belongs to; {@link #open} needs the same, so a sealed secret cannot be moved */
    public String seal(byte[] secret, String context) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                            .put(nonce)
                            .put(encrypted)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM refused to seal", impossible);
        }
    }

    /** @throws IllegalArgumentException when it was sealed under another root key or context, was changed, or is no such text */
    public byte[] open(String text, String context) {
        var sealed = Base64.getDecoder().decode(text);
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new IllegalArgumentException("'" + context + "' is too short to have been sealed");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), context)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException other) {
            throw new IllegalArgumentException(
                    "'" + context + "' was sealed under another key or for something else, or was changed", other);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM refused to open", impossible);
        }
    }

    /**
     * A secret of 256 bits in URL-safe base 64 (43 characters), the same for the same purpose and context for ever: HMAC-SHA-256 of
     * them.
     */
    public String derive(String purpose, String context) {
        var secret = deriving.use(live -> hmac(live, purpose + "\0" + context));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    @Override
    public void close() {
        sealing.destroy();
        deriving.destroy();
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        var cipher = AesGcm.newCipher();
        var key = sealing.use(live -> new SecretKeySpec(live, "AES"));
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + HMAC, impossible);
        }
    }
}
