package io.kanesh.files;

import static io.kanesh.files.EncryptedPath.unwrap;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The provider that stands in for the JDK's default one. Below the mounted folder files are encrypted; elsewhere it delegates.
 * Before {@link #mount} it delegates everywhere: the engine's main mounts before it touches a file of Cassandra's.
 */
public final class EncryptedFileSystemProvider extends FileSystemProvider {

    private static final Set<String> SIZE_VIEWS = Set.of("size", "*");

    private final FileSystemProvider jdk;
    private final EncryptedFileSystem fileSystem;
    private volatile @Nullable Mounted mounted;

    private record Mounted(Mount mount, OpenFiles files) {}

    /** @param jdk the provider that this one stands in for; the JDK calls this constructor */
    public EncryptedFileSystemProvider(FileSystemProvider jdk) {
        this.jdk = jdk;
        this.fileSystem = new EncryptedFileSystem(this, jdk.getFileSystem(URI.create("file:///")));
    }

    /**
     * Switches the encryption of a folder on, once in a process.
     *
     * @param mount with a root of the JDK's or of this file system
     */
    public synchronized void mount(Mount mount) {
        if (mounted != null) {
            throw new IllegalStateException("A folder is mounted already");
        }
        var own = new Mount(unwrap(mount.root()), mount.codec(), mount.keys(), mount.kinds());
        mounted = new Mounted(own, new OpenFiles(own, jdk));
    }

    /** This file system's form of a path of the JDK's. */
    public Path path(Path path) {
        return fileSystem.wrap(unwrap(path));
    }

    /**
     * Closes all open files, wipes their keys and refuses every further open. What was not closed before is not complete: stop
     * and drain first when the lease leaves time. The process should then end; only that forgets what caches hold.
     *
     * @throws IOException when the disk refused to close a file; all keys are wiped nevertheless
     */
    public void seal() throws IOException {
        var now = mounted;
        if (now != null) {
            now.files.seal();
        }
    }

    /** Files of the mount that are open now. */
    public int openFiles() {
        var now = mounted;
        return now == null ? 0 : now.files.openCount();
    }

    @Override
    public String getScheme() {
        return jdk.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
        return jdk.newFileSystem(uri, environment);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return fileSystem.wrap(jdk.getPath(uri));
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        var inside = inside(path);
        return inside == null
                ? jdk.newFileChannel(unwrap(path), options, attributes)
                : inside.files.open(unwrap(path), options, attributes);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return inside(path) == null
                ? jdk.newByteChannel(unwrap(path), options, attributes)
                : newFileChannel(path, options, attributes);
    }

    @Override
    public AsynchronousFileChannel newAsynchronousFileChannel(
            Path path, Set<? extends OpenOption> options, ExecutorService executor, FileAttribute<?>... attributes)
            throws IOException {
        if (inside(path) != null) {
            throw new UnsupportedOperationException("An encrypted file has no asynchronous channel");
        }
        return jdk.newAsynchronousFileChannel(unwrap(path), options, executor, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        var stream = jdk.newDirectoryStream(unwrap(path), entry -> filter.accept(fileSystem.wrap(entry)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                var entries = stream.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public Path next() {
                        return fileSystem.wrap(entries.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        jdk.createDirectory(unwrap(path), attributes);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        jdk.createSymbolicLink(unwrap(link), unwrap(target), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        jdk.createLink(unwrap(link), unwrap(existing));
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return fileSystem.wrap(jdk.readSymbolicLink(unwrap(link)));
    }

    @Override
    public void delete(Path path) throws IOException {
        var inside = inside(path);
        if (inside == null) {
            jdk.delete(unwrap(path));
        } else {
            inside.files.delete(unwrap(path));
        }
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        var from = inside(source);
        var to = inside(target);
        if ((from == null) == (to == null)) {
            // The same ciphertext twice is safe: whoever writes into either begins under a fresh salt.
            jdk.copy(unwrap(source), unwrap(target), options);
            return;
        }
        throw new IOException("Copying " + (from == null ? "into" : "out of")
                + " the encrypted folder must go through a channel: " + source + " to " + target);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        var from = inside(source);
        var to = inside(target);
        if (from == null && to == null) {
            jdk.move(unwrap(source), unwrap(target), options);
        } else if (from != null && to != null) {
            from.files.moved(unwrap(source), unwrap(target), () -> jdk.move(unwrap(source), unwrap(target), options));
        } else {
            throw new IOException(
                    "A file cannot be moved across the border of the encrypted folder: " + source + " to " + target);
        }
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return jdk.isSameFile(unwrap(path), unwrap(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return jdk.isHidden(unwrap(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return jdk.getFileStore(unwrap(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        jdk.checkAccess(unwrap(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return jdk.getFileAttributeView(unwrap(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        var inside = inside(path);
        if (inside == null || !type.isAssignableFrom(PosixFileAttributes.class)) {
            return jdk.readAttributes(unwrap(path), type, options);
        }
        var onDisk = jdk.readAttributes(unwrap(path), PosixFileAttributes.class, options);
        var size = onDisk.isRegularFile() ? inside.files.size(unwrap(path), onDisk) : onDisk.size();
        return type.cast(new LogicalAttributes(onDisk, size));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        var found = jdk.readAttributes(unwrap(path), names, options);
        var bare = names.substring(names.indexOf(':') + 1);
        for (var name : bare.split(",")) {
            if (SIZE_VIEWS.contains(name) && inside(path) != null) {
                var size =
                        readAttributes(path, BasicFileAttributes.class, options).size();
                var changed = new java.util.HashMap<>(found);
                changed.put("size", size);
                return changed;
            }
        }
        return found;
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        jdk.setAttribute(unwrap(path), attribute, value, options);
    }

    private @Nullable Mounted inside(Path path) {
        var now = mounted;
        return now != null && now.mount.covers(unwrap(path)) ? now : null;
    }

    /** For the assertion at start that the default file system is this one. */
    public static EncryptedFileSystemProvider requireDefault() {
        if (java.nio.file.FileSystems.getDefault().provider() instanceof EncryptedFileSystemProvider ours) {
            return ours;
        }
        throw new IllegalStateException("The default file system does not encrypt: start with"
                + " -Djava.nio.file.spi.DefaultFileSystemProvider=" + EncryptedFileSystemProvider.class.getName());
    }
}
