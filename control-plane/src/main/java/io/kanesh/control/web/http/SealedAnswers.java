package io.kanesh.control.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptography of kept answers. The key of AES-256-GCM is HMAC-SHA-256 of the idempotency key under the caller's bearer
 * token (160 random bits, of which the database has the hash only): who reads the database cannot read the answers.
 */
final class SealedAnswers {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec answerKey;
    private final SecretKeySpec fingerprintKey;
    private final String keyHash;

    SealedAnswers(byte[] bearer, String idempotencyKey) {
        var root = new SecretKeySpec(bearer, "HmacSHA256");
        this.answerKey = new SecretKeySpec(hmac(root, "answer:" + idempotencyKey), "AES");
        this.fingerprintKey = new SecretKeySpec(hmac(root, "request:" + idempotencyKey), "HmacSHA256");
        this.keyHash = sha256(idempotencyKey);
    }

    String keyHash() {
        return keyHash;
    }

    /** Equal for equal requests; a keyed hash, since a body may hold something that can be guessed. */
    String fingerprint(HttpServletRequest request, byte[] body) {
        Mac mac = mac(fingerprintKey);
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        mac.update((request.getRequestURI() + "?" + query + "\0").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    /** As text, to be kept. */
    String seal(byte[] plain) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] open(String kept) {
        try {
            byte[] sealed = Base64.getDecoder().decode(kept);
            var nonce = new byte[NONCE_BYTES];
            var rest = new byte[sealed.length - NONCE_BYTES];
            ByteBuffer.wrap(sealed).get(nonce).get(rest);
            return cipher(Cipher.DECRYPT_MODE, nonce).doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a kept answer cannot be opened", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, answerKey, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        return mac(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
