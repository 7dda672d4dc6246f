package io.kanesh.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** One open handle: a position and rights over a {@link SharedFile}. Reads fill the buffer: Cassandra takes short ones for errors. */
final class EncryptedChannel extends FileChannel {

    private static final int TRANSFER_BYTES = 64 * 1024;

    private final OpenFiles files;
    private final SharedFile file;
    private final OpenMode mode;
    private long position;

    EncryptedChannel(OpenFiles files, SharedFile file, OpenMode mode) {
        this.files = files;
        this.file = file;
        this.mode = mode;
    }

    @Override
    public synchronized int read(ByteBuffer into) throws IOException {
        var read = read(into, position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public synchronized long read(ByteBuffer[] into, int offset, int length) throws IOException {
        var done = 0L;
        for (var i = offset; i < offset + length; i++) {
            if (into[i].hasRemaining()) {
                var read = read(into[i]);
                if (read < 0) {
                    return done == 0 ? -1 : done;
                }
                done += read;
            }
        }
        return done;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        requireOpen();
        if (!mode.read()) {
            throw new NonReadableChannelException();
        }
        if (at < 0) {
            throw new IllegalArgumentException("Negative position " + at);
        }
        return into.hasRemaining() ? file.read(into, at) : 0;
    }

    @Override
    public synchronized int write(ByteBuffer plain) throws IOException {
        requireWritable();
        int written;
        if (mode.append()) {
            written = file.writeAtEnd(plain);
            position = file.size();
        } else {
            written = file.write(plain, position);
            position += written;
        }
        forceWhenAsked();
        return written;
    }

    @Override
    public synchronized long write(ByteBuffer[] plain, int offset, int length) throws IOException {
        var done = 0L;
        for (var i = offset; i < offset + length; i++) {
            done += write(plain[i]);
        }
        return done;
    }

    @Override
    public int write(ByteBuffer plain, long at) throws IOException {
        requireWritable();
        if (at < 0) {
            throw new IllegalArgumentException("Negative position " + at);
        }
        var written = mode.append() ? file.writeAtEnd(plain) : file.write(plain, at);
        forceWhenAsked();
        return written;
    }

    @Override
    public synchronized long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public synchronized FileChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("Negative position " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return file.size();
    }

    @Override
    public synchronized FileChannel truncate(long size) throws IOException {
        requireWritable();
        file.truncate(size);
        position = Math.min(position, size);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        requireOpen();
        file.force(metadata);
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(TRANSFER_BYTES, Math.max(1, count)));
        var done = 0L;
        while (done < count) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), count - done));
            if (read(buffer, at + done) <= 0) {
                break;
            }
            var written = target.write(buffer.flip());
            done += written;
            if (buffer.hasRemaining()) {
                break; // the target takes no more now
            }
        }
        return done;
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(TRANSFER_BYTES, Math.max(1, count)));
        var done = 0L;
        while (done < count) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), count - done));
            if (source.read(buffer) <= 0) {
                break;
            }
            done += write(buffer.flip(), at + done);
        }
        return done;
    }

    /**
     * A copy of the plaintext in direct memory: what is mapped once does not change in Cassandra.
     *
     * @throws IOException also when the JVM's direct memory has no room for it: an index that does not fit is refused, and the process
     *     goes on
     */
    @Override
    public MappedByteBuffer map(MapMode mapMode, long at, long size) throws IOException {
        if (mapMode != MapMode.READ_ONLY) {
            throw new UnsupportedOperationException("An encrypted file can be mapped for reading only");
        }
        if (size > Integer.MAX_VALUE || at + size > size()) {
            throw new IOException("Cannot map " + size + " bytes at " + at + " of a file of " + size() + " bytes");
        }
        var memory = outsideOfTheHeap((int) size);
        while (memory.hasRemaining() && read(memory, at + memory.position()) > 0) {
            // goes on until it is full
        }
        return (MappedByteBuffer) memory.flip();
    }

    private ByteBuffer outsideOfTheHeap(int bytes) throws IOException {
        try {
            return ByteBuffer.allocateDirect(bytes);
        } catch (OutOfMemoryError full) {
            // Thrown by the JDK's own count of direct memory, not by a heap that is full.
            throw new IOException(
                    "No room for " + bytes + " bytes of " + file.name() + ", which is mapped and so decrypted as a"
                            + " whole: the JVM's direct memory is used up. A node with more memory has more of it",
                    full);
        }
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) throws IOException {
        requireOpen();
        return file.disk().lock(at, size, shared);
    }

    @Override
    public FileLock tryLock(long at, long size, boolean shared) throws IOException {
        requireOpen();
        return file.disk().tryLock(at, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        files.close(file, mode);
    }

    private void forceWhenAsked() throws IOException {
        if (mode.sync()) {
            file.force(true);
        }
    }

    private void requireOpen() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (files.isSealed()) {
            files.refuseWhenSealed(file.name());
        }
    }

    private void requireWritable() throws IOException {
        requireOpen();
        if (!mode.write()) {
            throw new NonWritableChannelException();
        }
    }
}
