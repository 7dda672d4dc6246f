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

    /** Fetched by one read of the disk, or a chunk if that is more. Small enough to lie in the processor's cache when it is decrypted. */
    private static final int FETCH_BYTES = 128 << 10;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private final FileChannel file;
    private final FileCipher cipher;
    private final ChunkLayout layout;
    private final int chunksPerFetch;

    /** For a file whose writer lives in this process: the caller gives the limit of every read. */
    public SealedReader(FileChannel file, FileCipher cipher) {
        this.file = file;
        this.cipher = cipher;
        this.layout = cipher.layout();
        this.chunksPerFetch = Math.max(1, FETCH_BYTES / layout.chunkBytes());
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
        var sealed = length + AesGcm.TAG_BYTES;
        fetch(scratch.fetched(sealed), layout.offsetOf(last)).get(scratch.sealed(sealed), 0, sealed);
        cipher.openChunk(last, scratch.sealed(sealed), 0, sealed, scratch.plain(length), 0);
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
        var last = Math.min(layout.chunkAt(position + wanted - 1), first + chunksPerFetch - 1);
        var bytes = (int) (layout.offsetOf(last) - layout.offsetOf(first))
                + layout.plainBytesOf(last, size)
                + AesGcm.TAG_BYTES;
        var scratch = SCRATCH.get();
        var fetched = fetch(scratch.fetched(bytes), layout.offsetOf(first));
        var sealed = scratch.sealed(layout.sealedChunkBytes());
        var done = 0;
        try (var run = cipher.run()) {
            for (var chunk = first; chunk <= last; chunk++) {
                var skip = (int) (position + done - chunk * layout.chunkBytes());
                var length = layout.plainBytesOf(chunk, size);
                var take = Math.min(length - skip, wanted - done);
                fetched.get(sealed, 0, length + AesGcm.TAG_BYTES);
                if (take == length && into.hasArray()) {
                    run.open(
                            chunk,
                            sealed,
                            length + AesGcm.TAG_BYTES,
                            into.array(),
                            into.arrayOffset() + into.position());
                    into.position(into.position() + length);
                } else {
                    var plain = scratch.plain(length);
                    run.open(chunk, sealed, length + AesGcm.TAG_BYTES, plain, 0);
                    into.put(plain, skip, take);
                }
                done += take;
            }
        }
        return done;
    }

    /** Fills the buffer from a place of the file and flips it. */
    private ByteBuffer fetch(ByteBuffer buffer, long offset) throws IOException {
        var at = offset;
        while (buffer.hasRemaining()) {
            var read = file.read(buffer, at);
            if (read < 0) {
                throw new SealedFileException(Kind.TRUNCATED, "the file ends at " + at);
            }
            at += read;
        }
        return buffer.flip();
    }

    /** Buffers of one thread. They hold pages of plaintext, which the process's exit forgets, like Cassandra's own caches. */
    private static final class Scratch {
        /** Outside of the heap: a read into the heap would go through such a buffer of the JDK's, and be copied whole. */
        private ByteBuffer fetched = ByteBuffer.allocateDirect(0);

        private byte[] sealed = {};
        private byte[] plain = {};

        ByteBuffer fetched(int bytes) {
            if (fetched.capacity() < bytes) {
                fetched = ByteBuffer.allocateDirect(bytes);
            }
            return fetched.clear().limit(bytes);
        }

        /** One chunk, so that it lies in the nearest cache when it is decrypted. */
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
