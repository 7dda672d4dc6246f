package io.kanesh.kms.envelope.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * No input makes the parsers do anything but read or refuse. Runs over the checked-in inputs in every build; {@code ./kanesh soak}
 * searches for new ones.
 */
class ParserFuzzTest {

    private static final int TEXT_BYTES = 10;
    private static final TestNode NODE = new TestNode(Suite.AES_128_GCM);
    private static final byte[] GOOD = goodLog();

    @FuzzTest(maxDuration = "2m")
    void header(byte[] bytes) {
        try {
            var header = FileHeader.read(bytes);
            if (!java.util.Arrays.equals(header.write(), 0, 128, bytes, 0, 128)) {
                throw new AssertionError("A header that was read writes other bytes");
            }
            NODE.codec.open(bytes, NODE, "fuzz");
            throw new AssertionError("A made-up header opened");
        } catch (SealedFileException refused) {
            // What is expected of a made-up header.
        }
    }

    /** Behind a good log, which is made once: a search tries thousands a second. */
    @FuzzTest(maxDuration = "2m")
    void frames(byte[] bytes) throws IOException {
        var path = Files.createTempFile("fuzz", ".log");
        try {
            var mixed = new byte[GOOD.length + bytes.length];
            System.arraycopy(GOOD, 0, mixed, 0, GOOD.length);
            System.arraycopy(bytes, 0, mixed, GOOD.length, bytes.length);
            Files.write(path, mixed);
            var read = CodecChecks.read(NODE, path);
            if (read != TEXT_BYTES && read != -1) {
                throw new AssertionError("Made-up bytes behind a log were read as its text");
            }
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private static byte[] goodLog() {
        try {
            var folder = Files.createTempDirectory("fuzz");
            var path = folder.resolve("good.log");
            CodecChecks.write(NODE, path, CodecChecks.texts(1, TEXT_BYTES));
            var bytes = Files.readAllBytes(path);
            Files.delete(path);
            Files.delete(folder);
            return bytes;
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }
}
