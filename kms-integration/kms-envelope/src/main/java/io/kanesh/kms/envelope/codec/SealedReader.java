package io.kanesh.kms.envelope.codec;

import io.kanesh.kms.envelope.codec.SealedFileException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Random access to a sealed file's plaintext. Opening a complete file decrypts its last chunk first, so that cutting and
 * extending show before anything is read. Thread-safe: positional reads only.
 */
public final class SealedReader {

    /** Chunks fetched by one read of the disk. More only costs memory: 32 × 4 KiB covers Cassandra's largest buffer. */
    private static final int CHUNKS_PER_FETCH = 32;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private final FileChannel file;
    private final FileCipher cipher;
    private final ChunkLayout layout;

    /** For a file whose writer lives in this process: the caller gives the limit of every read. */
    public SealedReader(FileChannel file, FileCipher cipher) {
        this.file = file;
        this.cipher = cipher;
        this.layout = cipher.layout();
    }

    /**
     * Authenticates the length of a complete file.
     *
     * @return plaintext bytes
     * @throws SealedFileException TRUNCATED or TAMPERED
     */
    public long verifiedSize() throws IOException {
        var size = layout.plainBytes(file.size());
        var last = layout.chunkAt(size);
        var length = layout.plainBytesOf(last, size);
        var scratch = SCRATCH.get();
        var sealed = scratch.sealed(length + AesGcm.TAG_BYTES);
        fill(ByteBuffer.wrap(sealed, 0, length + AesGcm.TAG_BYTES), layout.offsetOf(last));
        cipher.openChunk(last, sealed, 0, length + AesGcm.TAG_BYTES, scratch.plain(length), 0);
        return size;
    }

    /**
     * Reads plaintext.
     *
     * @param position plaintext position
     * @param size plaintext bytes that lie sealed on disk; for a complete file its {@link #verifiedSize()}, else a multiple of
     *     the chunk size
     * @return bytes read (as many as fit and exist), or −1 at or behind {@code size}
     */
    public int read(ByteBuffer into, long position, long size) throws IOException {
        if (position >= size) {
            return -1;
        }
        var wanted = (int) Math.min(into.remaining(), size - position);
        var done = 0;
        while (done < wanted) {
            done += readSome(into, position + done, wanted - done, size);
        }
        return done;
    }

    private int readSome(ByteBuffer into, long position, int wanted, long size) throws IOException {
        var first = layout.chunkAt(position);
        var last = Math.min(layout.chunkAt(position + wanted - 1), first + CHUNKS_PER_FETCH - 1);
        var bytes = (int) (layout.offsetOf(last) - layout.offsetOf(first))
                + layout.plainBytesOf(last, size)
                + AesGcm.TAG_BYTES;
        var scratch = SCRATCH.get();
        var sealed = scratch.sealed(bytes);
        fill(ByteBuffer.wrap(sealed, 0, bytes), layout.offsetOf(first));
        var done = 0;
        for (var chunk = first; chunk <= last; chunk++) {
            var skip = (int) (position + done - chunk * layout.chunkBytes());
            var length = layout.plainBytesOf(chunk, size);
            var take = Math.min(length - skip, wanted - done);
            var at = (int) (layout.offsetOf(chunk) - layout.offsetOf(first));
            if (take == length && into.hasArray()) {
                cipher.openChunk(
                        chunk,
                        sealed,
                        at,
                        length + AesGcm.TAG_BYTES,
                        into.array(),
                        into.arrayOffset() + into.position());
                into.position(into.position() + length);
            } else {
                var plain = scratch.plain(length);
                cipher.openChunk(chunk, sealed, at, length + AesGcm.TAG_BYTES, plain, 0);
                into.put(plain, skip, take);
            }
            done += take;
        }
        return done;
    }

    private void fill(ByteBuffer buffer, long offset) throws IOException {
        var at = offset;
        while (buffer.hasRemaining()) {
            var read = file.read(buffer, at);
            if (read < 0) {
                throw new SealedFileException(Kind.TRUNCATED, "the file ends at " + at);
            }
            at += read;
        }
    }

    /** Buffers of one thread. They hold pages of plaintext, which the process's exit forgets, like Cassandra's own caches. */
    private static final class Scratch {
        private byte[] sealed = {};
        private byte[] plain = {};

        byte[] sealed(int bytes) {
            if (sealed.length < bytes) {
                sealed = new byte[bytes];
            }
            return sealed;
        }

        byte[] plain(int bytes) {
            if (plain.length < bytes) {
                plain = new byte[bytes];
            }
            return plain;
        }
    }
}
