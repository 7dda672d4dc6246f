package io.kanesh.kms.envelope.codec;

import io.kanesh.kms.SecretBytes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One node's codec and keys, with every nonce recorded. */
final class TestNode implements KeySource {

    final FileCodec codec;
    final Map<UUID, DataKey> keys = new ConcurrentHashMap<>();
    final DataKey key;

    TestNode(Suite suite) {
        this("cl_test", "nd_test", suite, Construction.STANDARD, NonceRecorder.ALL_TESTS);
    }

    TestNode(String cluster, String node, Suite suite, Construction construction, NonceWitness witness) {
        codec = new FileCodec(cluster, node, new SecureRandom(), InstantSource.system(), witness, construction);
        key = newKey(suite);
    }

    DataKey newKey(Suite suite) {
        var bytes = new byte[suite.keyBytes()];
        new SecureRandom().nextBytes(bytes);
        var made = new DataKey(UUID.randomUUID(), suite, SecretBytes.adopt("test", bytes));
        keys.put(made.id(), made);
        return made;
    }

    FileCipher newFile(FileClass fileClass) {
        return codec.create(key, fileClass, codec.newFileUid());
    }

    @Override
    public DataKey forWriting(String tableGroup, String file) {
        return key;
    }

    @Override
    public DataKey forReading(UUID dataKeyId, String file) throws SealedFileException {
        var found = keys.get(dataKeyId);
        if (found == null) {
            throw new SealedFileException(SealedFileException.Kind.KEY_UNAVAILABLE, file + " needs key " + dataKeyId);
        }
        return found;
    }

    static byte[] text(int length, long seed) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
