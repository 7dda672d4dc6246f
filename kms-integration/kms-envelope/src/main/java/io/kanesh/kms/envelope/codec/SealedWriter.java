package io.kanesh.kms.envelope.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Writes a sealed file from its start to its end. A chunk is encrypted once, when it is full or at {@link #finish()}; the
 * unfinished tail stays in memory, so that no nonce ever sees two texts. Not thread-safe: the owner of the file locks.
 */
public final class SealedWriter {

    /** Chunks that go to disk in one write. */
    private static final int CHUNKS_PER_WRITE = 16;

    private final FileChannel file;
    private final FileCipher cipher;
    private final ChunkLayout layout;
    private final byte[] tail;
    private final byte[] sealed;
    private int tailBytes;
    private long chunksSealed;
    private boolean finished;
    private boolean broken;

    /** Writes the header at once. The channel is empty and stays the caller's to close. */
    public SealedWriter(FileChannel file, FileCipher cipher) throws IOException {
        this.file = file;
        this.cipher = cipher;
        this.layout = cipher.layout();
        this.tail = new byte[layout.chunkBytes()];
        this.sealed = new byte[CHUNKS_PER_WRITE * layout.sealedChunkBytes()];
        put(ByteBuffer.wrap(cipher.headerBytes()), 0);
    }

    /** Plaintext bytes written so far. */
    public long size() {
        return sealedBytes() + tailBytes;
    }

    /** Plaintext bytes that are encrypted already: below this mark nothing can change any more. */
    public long sealedBytes() {
        return chunksSealed * layout.chunkBytes();
    }

    /** Appends all that remains in the buffer. */
    public void write(ByteBuffer plain) throws IOException {
        if (finished) {
            throw new IllegalStateException("The file is complete");
        }
        refuseWhenBroken();
        while (plain.hasRemaining()) {
            var firstChunk = chunksSealed;
            var bytes = sealFullChunks(plain);
            if (bytes > 0) {
                put(ByteBuffer.wrap(sealed, 0, bytes), layout.offsetOf(firstChunk));
            }
        }
    }

    /** As many as there are and fit; what is left of a chunk goes to the tail. Returns their bytes in {@link #sealed}. */
    private int sealFullChunks(ByteBuffer plain) {
        var at = 0;
        try (var run = cipher.run()) {
            while (plain.hasRemaining() && at < sealed.length) {
                if (tailBytes == 0 && plain.hasArray() && plain.remaining() >= tail.length) {
                    // Straight from where it lies.
                    at += run.seal(
                            chunksSealed,
                            plain.array(),
                            plain.arrayOffset() + plain.position(),
                            tail.length,
                            sealed,
                            at);
                    plain.position(plain.position() + tail.length);
                    chunksSealed++;
                    continue;
                }
                var part = Math.min(plain.remaining(), tail.length - tailBytes);
                plain.get(tail, tailBytes, part);
                tailBytes += part;
                if (tailBytes == tail.length) {
                    at += run.seal(chunksSealed, tail, 0, tailBytes, sealed, at);
                    chunksSealed++;
                    tailBytes = 0;
                }
            }
        }
        return at;
    }

    /** Replaces bytes of the tail that is still in memory; from {@code position} on, which lies at or above the sealed mark. */
    public void rewindTo(long position) {
        if (position < sealedBytes() || position > size()) {
            throw new IllegalArgumentException(
                    "Position " + position + " is not in the tail " + sealedBytes() + " to " + size());
        }
        tailBytes = (int) (position - sealedBytes());
    }

    /** Reads from the tail in memory; returns the bytes copied, or −1 outside of it. */
    public int readTail(ByteBuffer into, long position) {
        var at = position - sealedBytes();
        if (at < 0 || at >= tailBytes) {
            return -1;
        }
        var part = Math.min(into.remaining(), tailBytes - (int) at);
        into.put(tail, (int) at, part);
        return part;
    }

    /** Seals the last chunk (which may be empty) and forces everything to disk. The file is then complete. */
    public void finish() throws IOException {
        if (finished) {
            return;
        }
        refuseWhenBroken();
        var length = cipher.sealChunk(chunksSealed, tail, 0, tailBytes, sealed, 0);
        finished = true;
        put(ByteBuffer.wrap(sealed, 0, length), layout.offsetOf(chunksSealed));
        file.force(true);
        java.util.Arrays.fill(tail, (byte) 0);
    }

    /**
     * A chunk that did not reach the disk is never encrypted again under this key, so the file cannot be finished: it stays
     * without its end and is refused.
     */
    private void refuseWhenBroken() throws IOException {
        if (broken) {
            throw new IOException("An earlier write of this file failed; it must be written anew");
        }
    }

    private void put(ByteBuffer bytes, long offset) throws IOException {
        broken = true;
        var at = offset;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
        broken = false;
    }
}
