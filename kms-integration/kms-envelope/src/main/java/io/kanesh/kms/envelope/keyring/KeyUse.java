package io.kanesh.kms.envelope.keyring;

/**
 * What was encrypted under a data key since it was made, as far as the keyring knows: after a crash the count may lack what came
 * after its last write, at most {@link KeyUses#STEP_BYTES} and {@link KeyUses#STEP_FILES} for each crash.
 *
 * @param bytes of plaintext written, rewrites counted again
 * @param files opened for writing
 */
public record KeyUse(long bytes, long files) {

    public static final KeyUse NONE = new KeyUse(0, 0);

    public KeyUse {
        if (bytes < 0 || files < 0) {
            throw new IllegalArgumentException("A use is never negative: " + bytes + " bytes, " + files + " files");
        }
    }
}
