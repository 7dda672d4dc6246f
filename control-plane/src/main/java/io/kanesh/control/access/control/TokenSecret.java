package io.kanesh.control.access.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The form of a secret: {@code kns_}, 32 characters of Crockford's base 32 (160 random bits) and 6 of a checksum (30 bits of
 * CRC-32), so that a scanner recognises one with certainty and a mistyped one is told from a revoked one.
 */
final class TokenSecret {
    static final String PREFIX = "kns_";
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int RANDOM_CHARACTERS = 32;
    private static final int CHECK_CHARACTERS = 6;

    private TokenSecret() {}

    static String make(RandomGenerator random) {
        var text = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            text.append(ALPHABET[random.nextInt(32)]);
        }
        return text + checksum(text.toString());
    }

    /** Whether it has our form but not its own checksum: a slip of the pen. */
    static boolean isMistyped(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return false;
        }
        int body = secret.length() - CHECK_CHARACTERS;
        return body != PREFIX.length() + RANDOM_CHARACTERS
                || !secret.substring(body).equals(checksum(secret.substring(0, body)));
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        long value = crc.getValue();
        var checksum = new StringBuilder();
        for (int i = 0; i < CHECK_CHARACTERS; i++) {
            checksum.append(ALPHABET[(int) (value & 31)]);
            value >>>= 5;
        }
        return checksum.toString();
    }
}
