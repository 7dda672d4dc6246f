package io.kanesh.files;

import io.kanesh.kms.envelope.codec.FileCipher;
import io.kanesh.kms.envelope.codec.SealedReader;
import io.kanesh.kms.envelope.codec.SealedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file in chunks. While it is written, the full chunks lie on disk and the last one in memory; the close of the last handle
 * that may write seals and forces it (readers may stay open: Cassandra opens an sstable before it closes its writer). {@link #force} therefore covers the full chunks only: until the close, a crash leaves a file that is
 * refused, which is what Cassandra expects of an sstable that it has not finished.
 */
final class SealedShared extends SharedFile {

    private @Nullable FileCipher cipher;
    private @Nullable SealedReader reader;
    private @Nullable SealedWriter writer;
    private long completeSize;

    private SealedShared(Mount mount, FileKind kind, Path path, FileChannel disk, boolean writable) {
        super(mount, kind, path, disk, writable);
    }

    /** A file without any byte on disk. */
    static SealedShared empty(Mount mount, FileKind kind, Path path, FileChannel disk, boolean writable) {
        return new SealedShared(mount, kind, path, disk, writable);
    }

    /** A complete file; its end is authenticated here. */
    static SealedShared complete(
            Mount mount, FileKind kind, Path path, FileChannel disk, boolean writable, FileCipher cipher)
            throws IOException {
        var file = new SealedShared(mount, kind, path, disk, writable);
        var reader = new SealedReader(disk, cipher);
        file.cipher = cipher;
        file.reader = reader;
        file.completeSize = reader.verifiedSize();
        return file;
    }

    @Override
    synchronized long size() {
        return writer == null ? completeSize : writer.size();
    }

    @Override
    int read(ByteBuffer into, long position) throws IOException {
        SealedReader from;
        long size;
        synchronized (this) {
            if (reader == null) {
                return -1;
            }
            if (writer != null) {
                return readWhileWritten(reader, writer, into, position);
            }
            from = reader;
            size = completeSize;
        }
        // Outside of the lock: reads of one complete sstable must not wait for each other.
        return from.read(into, position, size);
    }

    @Override
    synchronized Reader snapshot() {
        var from = reader;
        var tail = writer;
        var size = completeSize;
        if (from == null) {
            return (into, position) -> -1;
        }
        return tail == null
                ? (into, position) -> from.read(into, position, size)
                : (into, position) -> readWhileWritten(from, tail, into, position);
    }

    private synchronized int readWhileWritten(SealedReader from, SealedWriter tail, ByteBuffer into, long position)
            throws IOException {
        var done = 0;
        if (position < tail.sealedBytes()) {
            done = from.read(into, position, tail.sealedBytes());
        }
        if (into.hasRemaining()) {
            done += Math.max(0, tail.readTail(into, position + done));
        }
        return done == 0 ? -1 : done;
    }

    @Override
    synchronized long frozenBytes() {
        return writer == null ? completeSize : writer.sealedBytes();
    }

    @Override
    synchronized boolean appendable() {
        return writer != null || reader == null;
    }

    @Override
    synchronized void append(ByteBuffer plain) throws IOException {
        if (writer == null) {
            startOver();
        }
        writeCounted(plain);
    }

    @Override
    synchronized void replaceTail(long position, ByteBuffer plain) throws IOException {
        current().rewindTo(position);
        writeCounted(plain);
    }

    private void writeCounted(ByteBuffer plain) throws IOException {
        var length = plain.remaining();
        current().write(plain);
        wrote(length);
    }

    @Override
    synchronized void startOver() throws IOException {
        var fresh = freshCipher(mount.codec().newFileUid());
        cipher = fresh;
        writer = new SealedWriter(disk(), fresh);
        reader = new SealedReader(disk(), fresh);
        completeSize = 0;
    }

    @Override
    synchronized void force(boolean metadata) throws IOException {
        disk().force(metadata);
    }

    @Override
    synchronized void complete() throws IOException {
        if (reader == null && isWritable() && !kind.marker()) {
            startOver();
        }
        if (writer != null) {
            writer.finish();
            completeSize = writer.size();
            writer = null;
        }
    }

    @Override
    synchronized void diskChanged() {
        if (cipher != null) {
            reader = new SealedReader(disk(), cipher);
        }
    }

    @Override
    synchronized void wipeKeys() {
        if (cipher != null) {
            cipher.close();
        }
    }

    private SealedWriter current() {
        if (writer == null) {
            throw new IllegalStateException("The file is not being written");
        }
        return writer;
    }
}
