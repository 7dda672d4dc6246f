package io.kanesh.kms.envelope.codec;

import io.kanesh.kms.envelope.codec.SealedFileException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The first 128 bytes of every encrypted file, big-endian: magic 8, version 1, class 1, suite 1, flags 1 (all zero), header
 * length 4, data key id 16, file uid 16, node tag 16, created 8 (ms since 1970), salt 24, commitment 32.
 *
 * <p>The first 72 bytes and the cluster's id are the context of the derivation: whoever changes one bit gets another
 * commitment, and the file is refused before anything is decrypted. The salt takes part in the derivation itself.
 *
 * @param nodeTag 16 bytes that stand for the node ({@link FileCodec#nodeTag})
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the codec but by copy
public record FileHeader(
        FileClass fileClass,
        Suite suite,
        UUID dataKeyId,
        UUID fileUid,
        UUID nodeTag,
        long createdMillis,
        byte[] salt,
        byte[] commitment) {

    public static final int BYTES = 128;

    /** Bytes before the salt: what the derivation authenticates. */
    static final int CONTEXT_BYTES = 72;

    /** Begins with a byte that is no text and whose high bit is set, which no frame's length has. */
    static final long MAGIC = 0x894B414E4553480AL;

    private static final int VERSION = 1;

    /** Reads 128 bytes. */
    public static FileHeader read(byte[] bytes) throws SealedFileException {
        if (bytes.length < BYTES) {
            throw new SealedFileException(
                    Kind.NOT_ENCRYPTED, "the header has " + bytes.length + " bytes and should have " + BYTES);
        }
        var in = ByteBuffer.wrap(bytes, 0, BYTES);
        if (in.getLong() != MAGIC) {
            throw new SealedFileException(Kind.NOT_ENCRYPTED, "the file does not begin as an encrypted file does");
        }
        var version = in.get();
        if (version != VERSION) {
            throw new SealedFileException(Kind.UNSUPPORTED, "unknown format version " + version);
        }
        var fileClass = FileClass.of(in.get());
        var suite = Suite.of(in.get());
        var flags = in.get();
        if (flags != 0) {
            throw new SealedFileException(Kind.UNSUPPORTED, "unknown flags " + flags);
        }
        var length = in.getInt();
        if (length != BYTES) {
            throw new SealedFileException(Kind.UNSUPPORTED, "unknown header length " + length);
        }
        var dataKeyId = uuid(in);
        var fileUid = uuid(in);
        var nodeTag = uuid(in);
        var created = in.getLong();
        var salt = new byte[FileKey.SALT_BYTES];
        in.get(salt);
        var commitment = new byte[FileKey.COMMITMENT_BYTES];
        in.get(commitment);
        return new FileHeader(fileClass, suite, dataKeyId, fileUid, nodeTag, created, salt, commitment);
    }

    byte[] write() {
        return ByteBuffer.allocate(BYTES)
                .put(prefix())
                .put(salt)
                .put(commitment)
                .array();
    }

    private byte[] prefix() {
        return ByteBuffer.allocate(CONTEXT_BYTES)
                .putLong(MAGIC)
                .put((byte) VERSION)
                .put((byte) fileClass.code())
                .put((byte) suite.code())
                .put((byte) 0)
                .putInt(BYTES)
                .putLong(dataKeyId.getMostSignificantBits())
                .putLong(dataKeyId.getLeastSignificantBits())
                .putLong(fileUid.getMostSignificantBits())
                .putLong(fileUid.getLeastSignificantBits())
                .putLong(nodeTag.getMostSignificantBits())
                .putLong(nodeTag.getLeastSignificantBits())
                .putLong(createdMillis)
                .array();
    }

    /** What the file's key is bound to. */
    byte[] context(String clusterId) {
        var cluster = clusterId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(CONTEXT_BYTES + cluster.length)
                .put(prefix())
                .put(cluster)
                .array();
    }

    FileHeader withCommitment(byte[] newCommitment) {
        return new FileHeader(fileClass, suite, dataKeyId, fileUid, nodeTag, createdMillis, salt, newCommitment);
    }

    private static UUID uuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }
}
