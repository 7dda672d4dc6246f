package io.kanesh.kms.envelope.codec;

import java.io.IOException;
import java.util.UUID;

/** Lends data keys. Every call is one line in the audit trail: a key that cannot be audited is not lent. */
public interface KeySource {

    /**
     * The key for new files of a table group (a key of its own per table, so that one table can be shredded).
     *
     * @throws SealedFileException {@link SealedFileException.Kind#KEY_UNAVAILABLE} after sealing
     */
    DataKey forWriting(String tableGroup, String file) throws SealedFileException;

    /**
     * The key that a header names.
     *
     * @throws SealedFileException {@link SealedFileException.Kind#KEY_UNAVAILABLE} when it is unknown, destroyed or sealed away
     */
    DataKey forReading(UUID dataKeyId, String file) throws SealedFileException;

    /**
     * Told after plaintext was taken for encryption under a key, so that a key ends at its limit of bytes.
     *
     * @throws IOException when the count could not be written down where that was due
     */
    default void wrote(UUID dataKeyId, long bytes) throws IOException {
        // A source that renews nothing counts nothing.
    }
}
