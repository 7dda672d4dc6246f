package io.kanesh.files;

import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.codec.DataKey;
import io.kanesh.kms.envelope.codec.FileCodec;
import io.kanesh.kms.envelope.codec.KeySource;
import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A folder mounted as encrypted, with keys in memory and every nonce of all tests recorded. */
final class TestVolume implements KeySource {

    private static final Set<String> NONCES = ConcurrentHashMap.newKeySet();

    final Path root;
    final Map<UUID, DataKey> keys;
    final EncryptedFileSystemProvider provider;
    private final Map<String, DataKey> byGroup = new ConcurrentHashMap<>();
    private final Suite suite;

    TestVolume(Path root, Suite suite) {
        this(root, suite, new ConcurrentHashMap<>());
    }

    private TestVolume(Path root, Suite suite, Map<UUID, DataKey> keys) {
        this.provider = new EncryptedFileSystemProvider(root.getFileSystem().provider());
        this.root = root;
        this.suite = suite;
        this.keys = keys;
        var codec = new FileCodec("cl_1", "nd_1", new SecureRandom(), InstantSource.system(), TestVolume::witness);
        provider.mount(new Mount(root, codec, this, CassandraLayout::kindOf));
    }

    /** The same folder and keys through another view of the disk. */
    TestVolume at(Path sameRoot) {
        return new TestVolume(sameRoot, suite, keys);
    }

    /** The same folder in a process that has just started. */
    TestVolume restarted() {
        return new TestVolume(root, suite, keys);
    }

    /** A path of the encrypting file system; its folder is made. */
    Path path(String relative) throws IOException {
        var path = provider.path(root.resolve(relative));
        Files.createDirectories(path.getParent());
        return path;
    }

    /** The same file as it lies on disk. */
    Path disk(String relative) {
        return root.resolve(relative);
    }

    @Override
    public DataKey forWriting(String tableGroup, String file) {
        return byGroup.computeIfAbsent(tableGroup, group -> {
            var bytes = new byte[suite.keyBytes()];
            new SecureRandom().nextBytes(bytes);
            var key = new DataKey(UUID.randomUUID(), suite, SecretBytes.adopt("test", bytes));
            keys.put(key.id(), key);
            return key;
        });
    }

    @Override
    public DataKey forReading(UUID dataKeyId, String file) throws SealedFileException {
        var key = keys.get(dataKeyId);
        if (key == null) {
            throw new SealedFileException(SealedFileException.Kind.KEY_UNAVAILABLE, file);
        }
        return key;
    }

    private static void witness(byte[] key, byte[] nonce) {
        if (!NONCES.add(HexFormat.of().formatHex(key) + HexFormat.of().formatHex(nonce))) {
            throw new AssertionError("A nonce was used twice under one key");
        }
    }
}
