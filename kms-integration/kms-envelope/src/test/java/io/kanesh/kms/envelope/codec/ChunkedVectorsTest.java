package io.kanesh.kms.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanesh.kms.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole messages of chunked encryption from files, through the reader and the writer of our files. Those in the tree were made with
 * OpenSSL by the script beside them. They have the form of Project Wycheproof's, so that the published ones can be tried too: with
 * {@code -Dkanesh.vectors=FOLDER}, every JSON file of that folder is read as well.
 */
class ChunkedVectorsTest {
    private static final int FEWEST = 20;

    @TempDir
    Path folder;

    static Stream<Path> files() throws IOException, URISyntaxException {
        var ours = Path.of(Objects.requireNonNull(ChunkedVectorsTest.class.getResource("/vectors"))
                .toURI());
        var more = System.getProperty("kanesh.vectors");
        return Stream.concat(json(ours), more == null ? Stream.empty() : json(Path.of(more)));
    }

    private static Stream<Path> json(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyVectorIsOpenedAndSealedOrRefused(Path file) throws Exception {
        var tried = 0;
        for (var group : new ObjectMapper().readTree(file.toFile()).get("testGroups")) {
            var form = Form.of(group);
            for (var vector : group.get("tests")) {
                tried++;
                if (vector.get("result").asText().equals("valid")) {
                    opensAndSeals(form, vector);
                } else {
                    assertThatThrownBy(() -> text(form, vector))
                            .as("%s", vector.get("comment"))
                            .isInstanceOfAny(SealedFileException.class, IllegalArgumentException.class);
                }
            }
        }
        assertThat(tried).isGreaterThan(FEWEST);
    }

    private void opensAndSeals(Form form, JsonNode vector) throws Exception {
        var text = text(form, vector);
        assertThat(text)
                .as("%s", vector.get("comment"))
                .hasSize(vector.get("msgLength").asInt());
        assertThat(MessageDigest.getInstance("SHA-512").digest(text)).isEqualTo(bytes(vector, "msgSha512"));

        var path = Files.createTempFile(folder, "again", "");
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            var writer = new SealedWriter(channel, form.cipher(form.file(vector), vector));
            writer.write(ByteBuffer.wrap(text));
            writer.finish();
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(form.file(vector));
    }

    /** As a node reads a file, but for the context, which is the vector's. */
    private byte[] text(Form form, JsonNode vector) throws IOException {
        var file = form.file(vector);
        var path = Files.write(Files.createTempFile(folder, "vector", ""), file);
        try (var channel = FileChannel.open(path)) {
            var reader = new SealedReader(channel, form.cipher(file, vector));
            var size = reader.verifiedSize();
            var text = ByteBuffer.allocate((int) size);
            if (size > 0) {
                reader.read(text, 0, size);
            }
            return text.array();
        }
    }

    /** What the vectors of a group have in common. */
    private record Form(FileClass fileClass, Suite suite) {

        static Form of(JsonNode group) {
            var label = group.path("label").asText(FileClass.BLOB.label());
            return new Form(
                    Stream.of(FileClass.values())
                            .filter(known -> known.label().equals(label))
                            .findFirst()
                            .orElseThrow(),
                    Stream.of(Suite.values())
                            .filter(known ->
                                    known.aeadName().equals(group.get("aead").asText()))
                            .findFirst()
                            .orElseThrow());
        }

        /** The message behind the part of a header that stands before the salt. */
        byte[] file(JsonNode vector) {
            var nobody = new UUID(0, 0);
            var header = new FileHeader(fileClass, suite, nobody, nobody, nobody, 0, new byte[24], new byte[32]);
            var prefix = Arrays.copyOf(header.write(), FileHeader.CONTEXT_BYTES);
            var message = inflated(bytes(vector, "ct"));
            return ByteBuffer.allocate(prefix.length + message.length)
                    .put(prefix)
                    .put(message)
                    .array();
        }

        FileCipher cipher(byte[] file, JsonNode vector) throws SealedFileException {
            var header = FileHeader.read(file);
            var key = FileKey.derive(
                    Construction.STANDARD,
                    SecretBytes.adopt("vector", bytes(vector, "key")),
                    fileClass,
                    suite,
                    header.salt(),
                    bytes(vector, "ctx"));
            if (!key.commitsTo(header.commitment())) {
                throw new SealedFileException(SealedFileException.Kind.WRONG_KEY, "commitment");
            }
            assertThat(key.key()).isEqualTo(bytes(vector, "aeadKey"));
            assertThat(key.baseNonce()).isEqualTo(bytes(vector, "baseNonce"));
            return new FileCipher(header, new ChunkCipher(Construction.STANDARD, NonceWitness.NONE, key), key);
        }
    }

    private static byte[] bytes(JsonNode vector, String name) {
        return HexFormat.of().parseHex(vector.get(name).asText());
    }

    private static byte[] inflated(byte[] compressed) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
