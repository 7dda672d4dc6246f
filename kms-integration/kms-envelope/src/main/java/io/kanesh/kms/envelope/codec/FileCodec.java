package io.kanesh.kms.envelope.codec;

import io.kanesh.kms.envelope.codec.SealedFileException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Makes and opens the keys of single files, for one node of one cluster. Thread-safe. */
public final class FileCodec {

    private final String clusterId;
    private final UUID nodeTag;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Construction construction;
    private final NonceWitness witness;

    /** The codec of a node. */
    public FileCodec(String clusterId, String nodeId, SecureRandom random, InstantSource clock) {
        this(clusterId, nodeId, random, clock, NonceWitness.NONE);
    }

    /** The codec of a node with a witness that sees every nonce. */
    public FileCodec(String clusterId, String nodeId, SecureRandom random, InstantSource clock, NonceWitness witness) {
        this(clusterId, nodeId, random, clock, witness, Construction.STANDARD);
    }

    FileCodec(
            String clusterId,
            String nodeId,
            SecureRandom random,
            InstantSource clock,
            NonceWitness witness,
            Construction construction) {
        this.clusterId = clusterId;
        this.nodeTag = nodeTag(nodeId);
        this.random = random;
        this.clock = clock;
        this.witness = witness;
        this.construction = construction;
    }

    /** 16 bytes for a node id of any form: the first half of its SHA-256. */
    public static UUID nodeTag(String nodeId) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(nodeId.getBytes(StandardCharsets.UTF_8));
            var buffer = ByteBuffer.wrap(hash);
            return new UUID(buffer.getLong(), buffer.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /** A fresh random file uid. */
    public UUID newFileUid() {
        return randomUuid();
    }

    /** A fresh key for writing: new salt, so that no nonce of an earlier one can repeat. */
    public FileCipher create(DataKey dataKey, FileClass fileClass, UUID fileUid) {
        var salt = new byte[FileKey.SALT_BYTES];
        random.nextBytes(salt);
        var draft = new FileHeader(
                fileClass,
                dataKey.suite(),
                dataKey.id(),
                fileUid,
                nodeTag,
                clock.millis(),
                salt,
                new byte[FileKey.COMMITMENT_BYTES]);
        var fileKey = FileKey.derive(
                construction, dataKey.secret(), fileClass, dataKey.suite(), salt, draft.context(clusterId));
        return new FileCipher(draft.withCommitment(fileKey.commitment()), cipher(fileKey), fileKey);
    }

    /**
     * The key of an existing file, from its first 128 bytes.
     *
     * @param file its name, for the audit trail and messages
     */
    public FileCipher open(byte[] headerBytes, KeySource keys, String file) throws SealedFileException {
        var header = FileHeader.read(headerBytes);
        if (!header.nodeTag().equals(nodeTag)) {
            throw new SealedFileException(Kind.WRONG_KEY, file + " was written by another node");
        }
        var dataKey = keys.forReading(header.dataKeyId(), file);
        if (dataKey.suite() != header.suite()) {
            throw new SealedFileException(
                    Kind.WRONG_KEY,
                    file + " says " + header.suite() + ", but its key is for " + dataKey.suite() + ": changed header");
        }
        var fileKey = FileKey.derive(
                construction,
                dataKey.secret(),
                header.fileClass(),
                header.suite(),
                header.salt(),
                header.context(clusterId));
        if (!fileKey.commitsTo(header.commitment())) {
            fileKey.wipe();
            throw new SealedFileException(
                    Kind.WRONG_KEY, file + ": the header does not fit its key: changed, or of another cluster");
        }
        return new FileCipher(header, cipher(fileKey), fileKey);
    }

    private ChunkCipher cipher(FileKey fileKey) {
        return new ChunkCipher(construction, witness, fileKey);
    }

    private UUID randomUuid() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
