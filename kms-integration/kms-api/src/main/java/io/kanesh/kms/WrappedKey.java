package io.kanesh.kms;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key encrypted by a KMS: useless without it.
 *
 * @param key the key that wrapped it
 * @param keyVersion its version as the KMS names it; empty when the KMS does not say
 * @param blob the KMS's own ciphertext; never changed by us
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record WrappedKey(KeyReference key, String keyVersion, byte[] blob) {

    /** Copies the blob. */
    public WrappedKey {
        if (blob.length == 0) {
            throw new IllegalArgumentException("A wrapped key has at least one byte");
        }
        blob = blob.clone();
    }

    @Override
    public byte[] blob() {
        return blob.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedKey that
                && key.equals(that.key)
                && keyVersion.equals(that.keyVersion)
                && Arrays.equals(blob, that.blob);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(blob);
    }

    @Override
    public String toString() {
        var hex = HexFormat.of().formatHex(blob, 0, Math.min(8, blob.length));
        return "WrappedKey[" + key + ", " + keyVersion + ", " + blob.length + " bytes " + hex + "…]";
    }
}
