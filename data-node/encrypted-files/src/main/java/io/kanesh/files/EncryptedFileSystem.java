package io.kanesh.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The JDK's default file system under our provider: only the paths know the difference. */
final class EncryptedFileSystem extends FileSystem {

    private final EncryptedFileSystemProvider provider;
    private final FileSystem jdk;

    EncryptedFileSystem(EncryptedFileSystemProvider provider, FileSystem jdk) {
        this.provider = provider;
        this.jdk = jdk;
    }

    FileSystem jdk() {
        return jdk;
    }

    Path wrap(Path path) {
        return new EncryptedPath(this, path);
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException("The default file system stays open");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return jdk.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return StreamSupport.stream(jdk.getRootDirectories().spliterator(), false)
                .map(this::wrap)
                .toList();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return jdk.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return jdk.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return wrap(jdk.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        var matcher = jdk.getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(EncryptedPath.unwrap(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return jdk.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return jdk.newWatchService();
    }
}
