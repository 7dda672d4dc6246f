package io.kanesh.files;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A path of the JDK's that leads back to our provider. */
record EncryptedPath(EncryptedFileSystem fileSystem, Path jdk) implements Path {

    /** The JDK's path under a path of ours; a foreign path as it is. */
    static Path unwrap(Path path) {
        return path instanceof EncryptedPath ours ? ours.jdk : path;
    }

    private Path wrap(Path path) {
        return new EncryptedPath(fileSystem, path);
    }

    private @Nullable Path wrapOrNull(@Nullable Path path) {
        return path == null ? null : wrap(path);
    }

    @Override
    public FileSystem getFileSystem() {
        return fileSystem;
    }

    /** Works also where ours is not the default file system; what {@code java.io} does there is past the encryption. */
    @Override
    public File toFile() {
        return new File(jdk.toString());
    }

    @Override
    public boolean isAbsolute() {
        return jdk.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return wrapOrNull(jdk.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return wrapOrNull(jdk.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return wrapOrNull(jdk.getParent());
    }

    @Override
    public int getNameCount() {
        return jdk.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return wrap(jdk.getName(index));
    }

    @Override
    public Path subpath(int begin, int end) {
        return wrap(jdk.subpath(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof EncryptedPath && jdk.startsWith(unwrap(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof EncryptedPath && jdk.endsWith(unwrap(other));
    }

    @Override
    public Path normalize() {
        return wrap(jdk.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return wrap(jdk.resolve(unwrap(other)));
    }

    @Override
    public Path relativize(Path other) {
        return wrap(jdk.relativize(unwrap(other)));
    }

    @Override
    public URI toUri() {
        return jdk.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return wrap(jdk.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return wrap(jdk.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        return jdk.register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return jdk.compareTo(unwrap(other));
    }

    @Override
    public String toString() {
        return jdk.toString();
    }
}
