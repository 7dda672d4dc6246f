package io.kanesh.kms.envelope.codec;

/**
 * Sizes and places in a sealed file: arithmetic only. Chunks are full but for the last, which is always shorter than full and
 * may be empty; so the physical size alone tells the plaintext size, and most cut-off files show by their size.
 *
 * @param headerBytes bytes before the first chunk
 * @param chunkBytes plaintext of a full chunk
 */
public record ChunkLayout(int headerBytes, int chunkBytes) {

    private static final int TAG_BYTES = AesGcm.TAG_BYTES;

    /** Plaintext bytes of a complete file of {@code physicalBytes}. */
    public long plainBytes(long physicalBytes) throws SealedFileException {
        var body = physicalBytes - headerBytes;
        if (body < TAG_BYTES) {
            throw new SealedFileException(
                    SealedFileException.Kind.TRUNCATED, physicalBytes + " bytes are fewer than the smallest file");
        }
        var rest = body % sealedChunkBytes();
        if (rest < TAG_BYTES) {
            throw new SealedFileException(
                    SealedFileException.Kind.TRUNCATED,
                    "no complete file has " + physicalBytes + " bytes: its last chunk is missing or cut");
        }
        return body / sealedChunkBytes() * chunkBytes + rest - TAG_BYTES;
    }

    /** Bytes on disk of a complete file with this much plaintext. */
    public long physicalBytes(long plainBytes) {
        return offsetOf(chunkAt(plainBytes)) + plainBytes % chunkBytes + TAG_BYTES;
    }

    /** The chunk that holds this plaintext position; at the size of the file it is the last chunk. */
    public long chunkAt(long plainPosition) {
        return plainPosition / chunkBytes;
    }

    /** Where a chunk begins on disk. */
    public long offsetOf(long chunk) {
        return headerBytes + chunk * sealedChunkBytes();
    }

    /** Bytes of a full chunk on disk. */
    public int sealedChunkBytes() {
        return chunkBytes + TAG_BYTES;
    }

    /** Plaintext bytes of a chunk in a file of this size. */
    public int plainBytesOf(long chunk, long plainBytes) {
        return (int) Math.min(chunkBytes, plainBytes - chunk * chunkBytes);
    }
}
