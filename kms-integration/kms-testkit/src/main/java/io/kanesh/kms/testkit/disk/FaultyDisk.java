package io.kanesh.kms.testkit.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's file system, counting every step that changes something (create, write, truncate, force, rename, delete, link) and
 * failing at the planned one. Thread-safe enough for tests: steps are counted under one lock.
 */
public final class FaultyDisk extends FileSystemProvider {

    private final FileSystemProvider jdk = FileSystems.getDefault().provider();
    private final FaultyPaths paths = new FaultyPaths(this);
    /** Contents as they are safe on disk, of files that changed since, by inode. */
    private final Map<Object, byte[]> durable = new HashMap<>();

    /** Where the files that were opened lie now, by inode. */
    private final Map<Object, Path> where = new HashMap<>();

    private @Nullable DiskFault planned;
    private long steps;
    private long at;
    private boolean dead;

    /** This disk's form of a path of the JDK's. */
    public Path path(Path real) {
        return paths.wrap(real);
    }

    /** From now on, the step with this number (from 0) fails. */
    public synchronized void plan(DiskFault fault, long step) {
        planned = fault;
        steps = 0;
        at = step;
    }

    /** No fault any more: the disk has space again. */
    public synchronized void release() {
        planned = null;
    }

    /** Steps since the plan was made. */
    public synchronized long steps() {
        return steps;
    }

    /** Whether the planned fault has ended the process. */
    public synchronized boolean isDead() {
        return dead;
    }

    /**
     * One step that changes something.
     *
     * @param half does half of it, for a torn write
     */
    synchronized void step(boolean needsSpace, Half half) throws IOException {
        alive();
        var now = steps++;
        var fault = planned;
        if (fault == null || now < at) {
            return;
        }
        if (!fault.endsTheProcess()) {
            if (needsSpace) {
                throw new IOException("No space left on device");
            }
            return;
        }
        if (fault == DiskFault.TORN) {
            half.happens();
        }
        dead = true;
        if (fault == DiskFault.POWER_CUT) {
            for (var lost : durable.entrySet()) {
                var file = where.get(lost.getKey());
                if (file != null && Files.exists(file)) {
                    Files.write(file, lost.getValue());
                }
            }
        }
        throw new DeadProcess();
    }

    /** Whether this write is the one in which the space ends: half of it fits. */
    synchronized boolean lastToFit() {
        var last = planned == DiskFault.NO_SPACE && steps == at;
        steps += last ? 1 : 0;
        return last;
    }

    /** The first half of a step. */
    interface Half {
        Half NONE = () -> {};

        void happens() throws IOException;
    }

    synchronized void alive() {
        if (dead) {
            throw new DeadProcess();
        }
    }

    /** Before the bytes of a file change. */
    synchronized void changing(Object inode) throws IOException {
        var file = where.get(inode);
        if (file != null && !durable.containsKey(inode) && Files.isRegularFile(file)) {
            durable.put(inode, Files.readAllBytes(file));
        }
    }

    synchronized void forced(Object inode) {
        durable.remove(inode);
    }

    private synchronized Object opened(Path file, boolean created) throws IOException {
        var inode = key(file);
        where.put(inode, file);
        if (created) {
            durable.put(inode, new byte[0]);
        }
        return inode;
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        alive();
        var real = FaultyPaths.unwrap(path);
        var creates = options.contains(StandardOpenOption.CREATE_NEW)
                || (options.contains(StandardOpenOption.CREATE) && !Files.exists(real));
        if (creates) {
            step(true, Half.NONE);
        }
        if (options.contains(StandardOpenOption.TRUNCATE_EXISTING) && Files.exists(real)) {
            changing(opened(real, false));
        }
        var channel = jdk.newFileChannel(real, options, attributes);
        return new FaultyChannel(this, opened(real, creates), channel);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        step(false, Half.NONE);
        var from = FaultyPaths.unwrap(source);
        var key = key(from);
        jdk.move(from, FaultyPaths.unwrap(target), options);
        synchronized (this) {
            where.put(key, FaultyPaths.unwrap(target));
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        step(false, Half.NONE);
        jdk.delete(FaultyPaths.unwrap(path));
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        alive();
        jdk.createDirectory(FaultyPaths.unwrap(path), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        step(true, Half.NONE);
        jdk.createLink(FaultyPaths.unwrap(link), FaultyPaths.unwrap(existing));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        step(true, Half.NONE);
        jdk.copy(FaultyPaths.unwrap(source), FaultyPaths.unwrap(target), options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        alive();
        return jdk.newDirectoryStream(FaultyPaths.unwrap(path), entry -> filter.accept(paths.wrap(entry)));
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return jdk.isSameFile(FaultyPaths.unwrap(path), FaultyPaths.unwrap(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return jdk.isHidden(FaultyPaths.unwrap(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return jdk.getFileStore(FaultyPaths.unwrap(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        jdk.checkAccess(FaultyPaths.unwrap(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return jdk.getFileAttributeView(FaultyPaths.unwrap(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return jdk.readAttributes(FaultyPaths.unwrap(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        return jdk.readAttributes(FaultyPaths.unwrap(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        jdk.setAttribute(FaultyPaths.unwrap(path), attribute, value, options);
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
        return paths;
    }

    @Override
    public Path getPath(URI uri) {
        return paths.wrap(jdk.getPath(uri));
    }

    /** Half of what remains, rounded up; the buffer is as before. */
    static ByteBuffer firstHalf(ByteBuffer whole) {
        var half = whole.duplicate();
        half.limit(half.position() + (half.remaining() + 1) / 2);
        return half;
    }
}
