package io.kanesh.kms.open;

import io.kanesh.kms.envelope.codec.FileClass;
import io.kanesh.kms.envelope.codec.FileCodec;
import io.kanesh.kms.envelope.codec.FileHeader;
import io.kanesh.kms.envelope.codec.FrameScanner;
import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.envelope.codec.SealedReader;
import io.kanesh.kms.envelope.keyring.DataKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;

/** Writes the plaintext of every file of a folder, or of one file. What is refused is named and left out; the rest goes on. */
final class Opening {

    private static final int BUFFER = 1 << 20;

    private final FileCodec codec;
    private final DataKeys keys;
    private final PrintStream out;
    private int opened;
    private int refused;
    private long bytes;

    Opening(DataKeys keys, PrintStream out) {
        var node = keys.keyring().node();
        this.codec = new FileCodec(node.clusterId(), node.nodeId(), new SecureRandom(), InstantSource.system());
        this.keys = keys;
        this.out = out;
    }

    /** Returns whether every file was opened. */
    boolean all(Path from, Path into) throws IOException {
        try (var files = Files.walk(from)) {
            var iterator = files.iterator();
            while (iterator.hasNext()) {
                var file = iterator.next();
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    var name = file.equals(from) ? file.getFileName() : from.relativize(file);
                    one(file, into.resolve(String.valueOf(name)), String.valueOf(name));
                }
            }
        }
        out.println(opened + " files opened, " + bytes + " bytes of plaintext, " + refused + " refused");
        return refused == 0;
    }

    private void one(Path file, Path target, String name) throws IOException {
        if (Files.exists(target)) {
            refuse(name, target + " exists already");
            return;
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (var disk = FileChannel.open(file, StandardOpenOption.READ);
                var plain = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            bytes += copy(disk, name, plain);
            opened++;
        } catch (SealedFileException sealed) {
            Files.deleteIfExists(target);
            refuse(name, String.valueOf(sealed.getMessage()));
        }
    }

    private void refuse(String name, String why) {
        refused++;
        out.println("refused " + name + ": " + why);
    }

    private long copy(FileChannel disk, String name, OutputStream plain) throws IOException {
        if (disk.size() == 0) {
            return 0; // a completion marker, or a log that nothing was written to
        }
        var begin = begin(disk);
        var header = begin.length < FileHeader.BYTES ? null : FileHeader.read(begin);
        if (header == null || header.fileClass() == FileClass.APPEND) {
            try (var log = new FrameScanner(codec, keys, name).scan(disk)) {
                return pump(log::read, log.size(), plain);
            }
        }
        try (var cipher = codec.open(begin, keys, name)) {
            var reader = new SealedReader(disk, cipher);
            var size = reader.verifiedSize();
            return pump((into, position) -> reader.read(into, position, size), size, plain);
        }
    }

    private interface Plaintext {
        int read(ByteBuffer into, long position) throws IOException;
    }

    private static long pump(Plaintext from, long size, OutputStream plain) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(BUFFER, size)));
        for (var at = 0L; at < size; ) {
            buffer.clear();
            var read = from.read(buffer, at);
            if (read <= 0) {
                throw new IOException("ended at " + at + " of " + size);
            }
            plain.write(buffer.array(), 0, read);
            at += read;
        }
        return size;
    }

    private static byte[] begin(FileChannel disk) throws IOException {
        var buffer = ByteBuffer.allocate(FileHeader.BYTES);
        while (buffer.hasRemaining() && disk.read(buffer, buffer.position()) > 0) {
            // goes on until it is full or the file ends
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
