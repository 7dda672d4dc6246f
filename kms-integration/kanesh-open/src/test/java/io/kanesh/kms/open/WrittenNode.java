package io.kanesh.kms.open;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.envelope.codec.FileClass;
import io.kanesh.kms.envelope.codec.FileCodec;
import io.kanesh.kms.envelope.codec.FrameWriter;
import io.kanesh.kms.envelope.codec.SealedWriter;
import io.kanesh.kms.envelope.codec.Suite;
import io.kanesh.kms.envelope.keyring.DataKeyTerms;
import io.kanesh.kms.envelope.keyring.DataKeys;
import io.kanesh.kms.envelope.keyring.KeyringFiles;
import io.kanesh.kms.envelope.keyring.NodeIdentity;
import io.kanesh.kms.envelope.keyring.NodeKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A node's folder as an agent and an engine leave it: a keyring, an sstable, a log in two sessions, a marker. */
final class WrittenNode {

    static final NodeIdentity NODE = new NodeIdentity("prj_1", "cl_1", "dc1", "nd_1");
    static final byte[] TABLE = text(1, 50_000);
    static final byte[] LOG = text(2, 700);

    final Path keyring;
    final Path data;

    WrittenNode(Path folder, KeyReference key, Map<String, String> settings, Suite suite) throws IOException {
        keyring = Files.createDirectories(folder.resolve("keyring"));
        data = Files.createDirectories(folder.resolve("data"));
        try (var kms = KmsProvider.openFor(key, settings)) {
            var files = new KeyringFiles(keyring);
            var made = new NodeKeys(kms, NODE).generate(key, UUID.randomUUID(), 0);
            var keys = new DataKeys(
                    files,
                    DataKeys.first(files, NODE, made),
                    made.secret(),
                    DataKeyTerms.of(suite),
                    (id, file, reason) -> {},
                    new SecureRandom(),
                    InstantSource.system());
            write(keys);
            keys.seal();
        }
    }

    private void write(DataKeys keys) throws IOException {
        var codec = new FileCodec(NODE.clusterId(), NODE.nodeId(), new SecureRandom(), InstantSource.system());
        Files.createDirectories(data.resolve("ks/t-1"));
        Files.createFile(data.resolve("ks/t-1/ColumnComplete.db"));
        try (var file = create("ks/t-1/nb-1-big-Data.db");
                var cipher = codec.create(keys.forWriting("ks.t-1", "table"), FileClass.PAGES, codec.newFileUid())) {
            var writer = new SealedWriter(file, cipher);
            writer.write(ByteBuffer.wrap(TABLE));
            writer.finish();
        }
        var uid = codec.newFileUid();
        try (var file = create("CommitLog-7-1.log")) {
            var half = LOG.length / 2;
            var end = 0L;
            for (var session = 0; session < 2; session++) {
                var cipher = codec.create(keys.forWriting("node", "log"), FileClass.APPEND, uid);
                var writer = new FrameWriter(file, cipher, end, session);
                writer.append(ByteBuffer.wrap(LOG, session * half, half));
                writer.force(false);
                end = writer.physicalEnd();
            }
        }
    }

    private FileChannel create(String name) throws IOException {
        return FileChannel.open(
                data.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static byte[] text(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
