package io.kanesh.files;

import io.kanesh.kms.envelope.codec.FileCipher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one state of one file (an inode) in this process, shared by all its open channels: a reader sees what a writer has in
 * memory. Keys are bound to the file, never to its path. Thread-safe: methods hold the object's lock.
 *
 * <p>The rule of the nonces: bytes below {@link #frozenBytes()} are encrypted already. Whoever changes one of them gets the whole
 * file encrypted anew under a fresh salt, in a new inode that replaces the old one in one step; hard links to the old inode keep
 * the old text.
 */
abstract class SharedFile {

    static final String REPLACEMENT_SUFFIX = ".kanesh-rewrite";
    private static final int COPY_BYTES = 1 << 20;

    final Mount mount;
    final FileKind kind;
    private final List<FileChannel> retired = new ArrayList<>();
    private FileChannel disk;
    private @Nullable Path path;
    private boolean writable;
    private int handles;
    private int writers;
    private Replacement replacement = fresh -> {};
    private java.util.@Nullable UUID writingKey;

    /** Told before a new inode takes the place of the old one. */
    interface Replacement {
        void by(Path fresh) throws IOException;
    }

    SharedFile(Mount mount, FileKind kind, Path path, FileChannel disk, boolean writable) {
        this.mount = mount;
        this.kind = kind;
        this.path = path;
        this.disk = disk;
        this.writable = writable;
    }

    /** Reads a state of the file. Fills the buffer as far as the file goes; −1 at its end. */
    interface Reader {
        int read(ByteBuffer into, long position) throws IOException;
    }

    /** Plaintext bytes. */
    abstract long size();

    /** Fills the buffer as far as the file goes; −1 at its end. */
    abstract int read(ByteBuffer into, long position) throws IOException;

    /** A reader of the state as it is now, which a later {@link #startOver} does not disturb. */
    abstract Reader snapshot();

    /** Plaintext bytes that cannot change under the present salt. */
    abstract long frozenBytes();

    /** Whether {@link #append} may be called; else the file is complete and must be rewritten first. */
    abstract boolean appendable();

    abstract void append(ByteBuffer plain) throws IOException;

    /** Replaces everything from {@code position}, which is not frozen. */
    abstract void replaceTail(long position, ByteBuffer plain) throws IOException;

    /** Begins anew, in the empty file {@link #disk()}, under a salt that was never used. */
    abstract void startOver() throws IOException;

    /** What was written is safe on disk, as far as the format allows. */
    abstract void force(boolean metadata) throws IOException;

    /** Brings the file into its complete form, safe on disk. Repeated calls do nothing. */
    abstract void complete() throws IOException;

    /** {@link #disk()} is another channel of the same file. */
    abstract void diskChanged() throws IOException;

    abstract void wipeKeys();

    final FileChannel disk() {
        return disk;
    }

    /** A fresh key for this file. */
    final FileCipher freshCipher(java.util.UUID fileUid) throws IOException {
        var key = mount.keys().forWriting(kind.tableGroup(), name());
        writingKey = key.id();
        return mount.codec().create(key, kind.fileClass(), fileUid);
    }

    /** Counts plaintext that was taken for encryption: a key ends at its limit of bytes. */
    final void wrote(long bytes) throws IOException {
        var key = writingKey;
        if (key != null) {
            mount.keys().wrote(key, bytes);
        }
    }

    /** Writes all of the buffer, anywhere; a gap is filled with zeros. */
    final synchronized int write(ByteBuffer plain, long position) throws IOException {
        var length = plain.remaining();
        if (length == 0) {
            return 0;
        }
        if (!appendable()) {
            rewrite(size(), ByteBuffer.allocate(0), size());
        }
        while (size() < position) {
            append(ByteBuffer.allocate((int) Math.min(COPY_BYTES, position - size())));
        }
        if (position == size()) {
            append(plain);
        } else {
            overwrite(plain, position);
        }
        return length;
    }

    /** Appends at whatever the end is now. */
    final synchronized int writeAtEnd(ByteBuffer plain) throws IOException {
        return write(plain, size());
    }

    final synchronized void truncate(long newSize) throws IOException {
        if (newSize >= size()) {
            return;
        }
        if (newSize == 0) {
            clear();
        } else if (appendable() && newSize >= frozenBytes()) {
            replaceTail(newSize, ByteBuffer.allocate(0));
        } else {
            rewrite(newSize, ByteBuffer.allocate(0), newSize);
        }
    }

    /** Empties the file without reading it. */
    final synchronized void clear() throws IOException {
        disk.truncate(0);
        startOver();
    }

    private void overwrite(ByteBuffer plain, long position) throws IOException {
        var size = size();
        if (position < frozenBytes()) {
            rewrite(position, plain, size);
            return;
        }
        // What is not frozen is at most one chunk.
        var end = position + plain.remaining();
        var rest = (int) Math.max(0, size - end);
        var all = ByteBuffer.allocate(plain.remaining() + rest);
        var behind = ByteBuffer.allocate(rest);
        if (rest > 0) {
            read(behind, end);
        }
        all.put(plain).put(behind.flip()).flip();
        replaceTail(position, all);
    }

    private void rewrite(long keep, ByteBuffer plain, long end) throws IOException {
        var before = snapshot();
        var target = path;
        var fresh = target == null
                ? Files.createTempFile(mount.root(), "deleted", REPLACEMENT_SUFFIX)
                : target.resolveSibling(target.getFileName() + REPLACEMENT_SUFFIX);
        retired.add(disk);
        disk = FileChannel.open(
                fresh,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        writable = true;
        startOver();
        copy(before, 0, keep);
        append(plain);
        copy(before, size(), end);
        force(true);
        if (target == null) {
            Files.delete(fresh);
        } else {
            replacement.by(fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void copy(Reader from, long begin, long end) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(COPY_BYTES, end - begin)));
        for (var at = begin; at < end; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            var read = from.read(buffer, at);
            if (read <= 0) {
                throw new IOException("The file ends at " + at + " while it is encrypted anew");
            }
            append(buffer.flip());
            at += read;
        }
    }

    /** Where it lies now (a path of the JDK's file system); null once it is deleted. */
    final synchronized @Nullable Path path() {
        return path;
    }

    final synchronized void movedTo(@Nullable Path newPath) {
        path = newPath;
    }

    final synchronized void whenReplaced(Replacement listener) {
        replacement = listener;
    }

    final synchronized void retain(boolean write) {
        handles++;
        writers += write ? 1 : 0;
    }

    final synchronized boolean onlyOneWriter() {
        return writers == 1;
    }

    /** True when this was the last handle. */
    final synchronized boolean release(boolean write) {
        handles--;
        writers -= write ? 1 : 0;
        return handles == 0;
    }

    /** Gives it a channel that can write, when it has none. */
    final synchronized void makeWritable(FileChannel writableDisk) throws IOException {
        if (writable) {
            writableDisk.close();
            return;
        }
        retired.add(disk);
        disk = writableDisk;
        writable = true;
        diskChanged();
    }

    /** Forgets keys and channels. */
    final synchronized void dispose() throws IOException {
        wipeKeys();
        for (var old : retired) {
            old.close();
        }
        disk.close();
    }

    final String name() {
        return path == null
                ? "a deleted file"
                : mount.root().relativize(path.toAbsolutePath().normalize()).toString();
    }

    final boolean isWritable() {
        return writable;
    }
}
