package io.kanesh.kms.envelope.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * No input makes the parsers do anything but read or refuse. Runs over the checked-in inputs in every build; {@code ./kanesh soak}
 * searches for new ones.
 */
class ParserFuzzTest {

    private static final TestNode NODE = new TestNode(Suite.AES_128_GCM);

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

    @FuzzTest(maxDuration = "2m")
    void frames(byte[] bytes) throws IOException {
        var path = Files.createTempFile("fuzz", ".log");
        try {
            CodecChecks.write(NODE, path.resolveSibling(path.getFileName() + ".good"), CodecChecks.texts(1, 10));
            var good = Files.readAllBytes(path.resolveSibling(path.getFileName() + ".good"));
            var mixed = new byte[good.length + bytes.length];
            System.arraycopy(good, 0, mixed, 0, good.length);
            System.arraycopy(bytes, 0, mixed, good.length, bytes.length);
            Files.write(path, mixed);
            var read = CodecChecks.read(NODE, path);
            if (read != 10 && read != -1) {
                throw new AssertionError("Made-up bytes behind a log were read as its text");
            }
        } finally {
            Files.deleteIfExists(path);
            Files.deleteIfExists(Path.of(path + ".good"));
        }
    }
}
