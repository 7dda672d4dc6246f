package io.kanesh.it.bench;

import io.kanesh.files.CassandraLayout;
import io.kanesh.files.Mount;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.codec.DataKey;
import io.kanesh.kms.envelope.codec.FileCodec;
import io.kanesh.kms.envelope.codec.KeySource;
import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.envelope.codec.Suite;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** One key in memory for everything: what is measured is the files, not the keyring. */
final class BenchKeys implements KeySource {

    private final DataKey key;

    BenchKeys(Suite suite) {
        this(suite, random(suite));
    }

    /** The same key under the same id for the same bytes, so that a process finds the files of the one before it. */
    BenchKeys(Suite suite, byte[] bytes) {
        key = new DataKey(UUID.nameUUIDFromBytes(bytes), suite, SecretBytes.copyOf("bench", bytes));
    }

    static byte[] random(Suite suite) {
        var bytes = new byte[suite.keyBytes()];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Files carry the time of their creation; a measurement does not care which. */
    Mount mount(Path root) {
        var codec = new FileCodec("bench", "bench", new SecureRandom(), InstantSource.fixed(Instant.EPOCH));
        return new Mount(root.toAbsolutePath().normalize(), codec, this, CassandraLayout::kindOf);
    }

    @Override
    public DataKey forWriting(String tableGroup, String file) {
        return key;
    }

    @Override
    public DataKey forReading(UUID dataKeyId, String file) throws SealedFileException {
        if (!dataKeyId.equals(key.id())) {
            throw new SealedFileException(SealedFileException.Kind.KEY_UNAVAILABLE, file);
        }
        return key;
    }
}
