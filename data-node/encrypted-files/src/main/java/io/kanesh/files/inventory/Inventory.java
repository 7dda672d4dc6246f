package io.kanesh.files.inventory;

import io.kanesh.files.inventory.StoredFile.Form;
import io.kanesh.kms.envelope.codec.FileHeader;
import io.kanesh.kms.envelope.codec.SealedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists every file below a folder by its header. A file that goes away meanwhile is left out; one that cannot be read is an error. */
public final class Inventory {

    private final Path root;
    private final Consumer<StoredFile> into;
    private final Set<Object> seen = new HashSet<>();

    private Inventory(Path root, Consumer<StoredFile> into) {
        this.root = root;
        this.into = into;
    }

    /** @param root of the JDK's file system; a folder that does not exist has no files */
    public static void of(Path root, Consumer<StoredFile> into) throws IOException {
        if (Files.isDirectory(root)) {
            new Inventory(root, into).walk();
        }
    }

    private void walk() throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    look(file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                return failed == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failed);
            }
        });
    }

    private void look(Path file, BasicFileAttributes attributes) throws IOException {
        byte[] begin;
        try (var disk = FileChannel.open(file, StandardOpenOption.READ)) {
            begin = begin(disk);
        } catch (NoSuchFileException gone) {
            return;
        }
        var inode = attributes.fileKey();
        var linked = inode != null && !seen.add(inode);
        into.accept(stored(root.relativize(file).toString(), begin, attributes.size(), linked));
    }

    private static StoredFile stored(String path, byte[] begin, long bytes, boolean linked) {
        if (begin.length == 0) {
            return new StoredFile(path, Form.EMPTY, null, bytes, linked);
        }
        try {
            var header = FileHeader.read(begin);
            return new StoredFile(path, Form.valueOf(header.fileClass().name()), header, bytes, linked);
        } catch (SealedFileException refused) {
            var form = refused.kind() == SealedFileException.Kind.UNSUPPORTED ? Form.UNKNOWN : Form.NOT_ENCRYPTED;
            return new StoredFile(path, form, null, bytes, linked);
        }
    }

    private static byte[] begin(FileChannel disk) throws IOException {
        var buffer = ByteBuffer.allocate(FileHeader.BYTES);
        while (buffer.hasRemaining() && disk.read(buffer, buffer.position()) > 0) {
            // goes on until it is full or the file ends
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
