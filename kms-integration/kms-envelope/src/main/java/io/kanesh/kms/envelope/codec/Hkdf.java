package io.kanesh.kms.envelope.codec;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-Expand with SHA-512 (RFC 5869, section 2.3). The input keys here are uniformly random, so Extract is not needed. */
public final class Hkdf {

    private static final String HMAC = "HmacSHA512";
    private static final int HASH_BYTES = 64;

    private Hkdf() {}

    /**
     * @param prk a uniformly random key
     * @param info binds the output to its use
     * @param length bytes wanted, 1 to 255 × 64
     * @return fresh bytes, to be wiped by the caller
     */
    public static byte[] expand(byte[] prk, byte[] info, int length) {
        if (length < 1 || length > 255 * HASH_BYTES) {
            throw new IllegalArgumentException("HKDF gives 1 to " + 255 * HASH_BYTES + " bytes, not " + length);
        }
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(prk, HMAC));
            var output = new byte[length];
            var block = new byte[0];
            for (int done = 0, counter = 1; done < length; counter++) {
                mac.update(block);
                mac.update(info);
                mac.update((byte) counter);
                Arrays.fill(block, (byte) 0);
                block = mac.doFinal();
                var part = Math.min(block.length, length - done);
                System.arraycopy(block, 0, output, done, part);
                done += part;
            }
            Arrays.fill(block, (byte) 0);
            return output;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + HMAC, impossible);
        }
    }
}
