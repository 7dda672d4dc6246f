package io.kanesh.files;

import io.kanesh.kms.envelope.codec.FileClass;
import io.kanesh.kms.envelope.codec.FileHeader;
import io.kanesh.kms.envelope.codec.SealedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of one mount that are open in this process, by inode. All paths here are the JDK's own. Opening, closing, renaming
 * and deleting hold one lock; reading and writing do not.
 */
final class OpenFiles {

    private final Mount mount;
    private final FileSystemProvider jdk;
    private final Object lock = new Object();
    private volatile boolean sealed;

    /** Concurrent, because a file that is rewritten changes its inode under its own lock only. */
    private final Map<Object, SharedFile> byInode = new ConcurrentHashMap<>();

    OpenFiles(Mount mount, FileSystemProvider jdk) {
        this.mount = mount;
        this.jdk = jdk;
    }

    FileChannel open(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        var mode = OpenMode.of(options);
        synchronized (lock) {
            refuseWhenSealed(path.toString());
            var disk = jdk.newFileChannel(path, onDisk(mode, options), attributes);
            try {
                var inode = inode(path);
                var file = byInode.get(inode);
                if (file == null) {
                    file = load(path, disk, mode);
                    byInode.put(inode, file);
                    var loaded = file;
                    file.whenReplaced(fresh -> replaced(loaded, inode(fresh)));
                } else if (mode.write()) {
                    file.makeWritable(disk);
                } else {
                    disk.close();
                }
                if (mode.truncate() && file.size() > 0) {
                    file.clear();
                }
                file.retain(mode.write());
                return new EncryptedChannel(this, file, mode);
            } catch (IOException | RuntimeException refused) {
                disk.close();
                throw refused;
            }
        }
    }

    /** The old inode is still open, so that its number cannot come back for another file before the old entry is gone. */
    private void replaced(SharedFile file, Object newInode) {
        byInode.put(newInode, file);
        byInode.entrySet()
                .removeIf(entry -> entry.getValue() == file && !entry.getKey().equals(newInode));
    }

    private SharedFile load(Path path, FileChannel disk, OpenMode mode) throws IOException {
        var kind = mount.kindOf(path);
        if (mode.truncate()) {
            disk.truncate(0);
        }
        if (disk.size() == 0) {
            if (kind.fileClass() == FileClass.APPEND) {
                return AppendShared.open(mount, kind, path, disk, mode.write());
            }
            if (mode.write() || kind.marker()) {
                return SealedShared.empty(mount, kind, path, disk, mode.write());
            }
            throw new SealedFileException(
                    SealedFileException.Kind.NOT_ENCRYPTED, path + " is empty: its header is missing");
        }
        var header = header(disk);
        if (isLog(kind, header)) {
            return AppendShared.open(mount, kind, path, disk, mode.write());
        }
        var cipher = mount.codec().open(header, mount.keys(), path.toString());
        return SealedShared.complete(mount, kind, path, disk, mode.write(), cipher);
    }

    /**
     * Closes every open file and wipes its key: reads and writes fail from now on, and nothing can be opened. A file whose disk
     * refuses to close keeps no key all the same; the first such refusal is thrown at the end.
     */
    void seal() throws IOException {
        sealed = true;
        synchronized (lock) {
            IOException stuck = null;
            for (var file : byInode.values()) {
                try {
                    file.dispose();
                } catch (IOException refused) {
                    stuck = stuck == null ? refused : stuck;
                }
            }
            if (stuck != null) {
                throw stuck;
            }
        }
    }

    boolean isSealed() {
        return sealed;
    }

    void refuseWhenSealed(String file) throws SealedFileException {
        if (sealed) {
            throw new SealedFileException(
                    SealedFileException.Kind.KEY_UNAVAILABLE, "no key for " + file + ": this node is sealed");
        }
    }

    void close(SharedFile file, OpenMode mode) throws IOException {
        try {
            if (!sealed && mode.write() && file.onlyOneWriter()) {
                // The slow part, outside of the lock; whoever opens the file meanwhile finds it complete.
                file.complete();
            }
        } finally {
            synchronized (lock) {
                if (file.release(mode.write())) {
                    byInode.values().removeIf(other -> other == file);
                    finish(file);
                }
                var path = file.path();
                if (mode.deleteOnClose() && path != null) {
                    delete(path);
                }
            }
        }
    }

    private void finish(SharedFile file) throws IOException {
        try {
            if (!sealed) {
                file.complete();
            }
        } finally {
            file.dispose();
        }
    }

    void delete(Path path) throws IOException {
        synchronized (lock) {
            var file = find(path);
            jdk.delete(path);
            if (file != null && path.equals(file.path())) {
                file.movedTo(null);
            }
        }
    }

    void moved(Path source, Path target, Move move) throws IOException {
        synchronized (lock) {
            var file = find(source);
            var replaced = find(target);
            move.run();
            if (replaced != null && replaced != file) {
                replaced.movedTo(null);
            }
            if (file != null) {
                file.movedTo(target);
            }
        }
    }

    /** A rename of the JDK's. */
    interface Move {
        void run() throws IOException;
    }

    /** Plaintext bytes of a regular file. A file that was cut off shows what its full chunks hold; reading it is refused. */
    long size(Path path, BasicFileAttributes onDisk) throws IOException {
        var open = byInode.get(onDisk.fileKey());
        if (open != null) {
            return open.size();
        }
        if (onDisk.size() == 0) {
            return 0;
        }
        try (var disk = jdk.newFileChannel(path, Set.of(StandardOpenOption.READ))) {
            var bytes = header(disk);
            var kind = mount.kindOf(path);
            if (isLog(kind, bytes)) {
                return AppendShared.open(mount, kind, path, disk, false).size();
            }
            var header = FileHeader.read(bytes);
            var layout = new io.kanesh.kms.envelope.codec.ChunkLayout(
                    FileHeader.BYTES, header.fileClass().chunkBytes());
            try {
                return layout.plainBytes(disk.size());
            } catch (SealedFileException cut) {
                var fullChunks = (disk.size() - FileHeader.BYTES) / layout.sealedChunkBytes();
                return Math.max(0, fullChunks) * layout.chunkBytes();
            }
        } catch (SealedFileException | NoSuchFileException unreadable) {
            return onDisk.size();
        }
    }

    /** By its header; one that is cut short can only be a log's, torn when the log was made. */
    private static boolean isLog(FileKind kind, byte[] header) throws SealedFileException {
        return header.length < FileHeader.BYTES
                ? kind.fileClass() == FileClass.APPEND
                : FileHeader.read(header).fileClass() == FileClass.APPEND;
    }

    private @Nullable SharedFile find(Path path) {
        try {
            return byInode.get(inode(path));
        } catch (IOException missing) {
            return null;
        }
    }

    private Object inode(Path path) throws IOException {
        return jdk.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static byte[] header(FileChannel disk) throws IOException {
        var buffer = ByteBuffer.allocate(FileHeader.BYTES);
        while (buffer.hasRemaining() && disk.read(buffer, buffer.position()) > 0) {
            // goes on until it is full or the file ends
        }
        return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Reading is needed in any case; appending, truncating, syncing and deleting are done here. */
    private static Set<OpenOption> onDisk(OpenMode mode, Set<? extends OpenOption> options) {
        var onDisk = new HashSet<OpenOption>();
        onDisk.add(StandardOpenOption.READ);
        if (mode.write()) {
            onDisk.add(StandardOpenOption.WRITE);
        }
        for (var option : options) {
            if (option == StandardOpenOption.CREATE
                    || option == StandardOpenOption.CREATE_NEW
                    || option == java.nio.file.LinkOption.NOFOLLOW_LINKS) {
                onDisk.add(option);
            }
        }
        return onDisk;
    }

    /** For tests: nothing is left open. */
    int openCount() {
        return byInode.size();
    }
}
