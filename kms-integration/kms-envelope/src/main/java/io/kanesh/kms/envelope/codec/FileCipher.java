package io.kanesh.kms.envelope.codec;

import io.kanesh.kms.envelope.codec.SealedFileException.Kind;
import java.nio.ByteBuffer;

/** One file's key at work: chunks for sealed classes, frames for append logs. Thread-safe; the owner of the file closes it. */
public final class FileCipher implements AutoCloseable {

    private final FileHeader header;
    private final ChunkCipher cipher;
    private final FileKey fileKey;

    FileCipher(FileHeader header, ChunkCipher cipher, FileKey fileKey) {
        this.header = header;
        this.cipher = cipher;
        this.fileKey = fileKey;
    }

    public FileHeader header() {
        return header;
    }

    /** The header as it stands on disk. */
    public byte[] headerBytes() {
        return header.write();
    }

    /** Sizes and places; sealed classes only. */
    public ChunkLayout layout() {
        return new ChunkLayout(FileHeader.BYTES, header.fileClass().chunkBytes());
    }

    /**
     * Encrypts one chunk. The caller seals an index once and never again under this key.
     *
     * @return bytes written: {@code length + 16}
     */
    public int sealChunk(long index, byte[] plain, int at, int length, byte[] out, int outAt) {
        return cipher.seal(index, plain, at, length, out, outAt);
    }

    /** Decrypts one chunk of {@code length} bytes with its tag; returns its plaintext's length. */
    public int openChunk(long index, byte[] sealed, int at, int length, byte[] out, int outAt)
            throws SealedFileException {
        return authentic(index, cipher.open(index, sealed, at, length, out, outAt));
    }

    private int authentic(long index, int opened) throws SealedFileException {
        if (opened < 0) {
            throw new SealedFileException(Kind.TAMPERED, "chunk " + index + " of file " + header.fileUid());
        }
        return opened;
    }

    /** Lends a cipher for some chunks in a row; to be closed. */
    Run run() {
        return new Run(cipher.run());
    }

    /** Chunks in a row. Not thread-safe. */
    final class Run implements AutoCloseable {
        private final ChunkCipher.Run run;

        private Run(ChunkCipher.Run run) {
            this.run = run;
        }

        /** As {@link #sealChunk}. */
        int seal(long index, byte[] plain, int at, int length, byte[] out, int outAt) {
            return run.seal(index, ChunkCipher.NO_AAD, plain, at, length, out, outAt);
        }

        /** As {@link #openChunk}. */
        void open(long index, byte[] sealed, int length, byte[] out, int outAt) throws SealedFileException {
            authentic(index, run.open(index, ChunkCipher.NO_AAD, sealed, 0, length, out, outAt));
        }

        @Override
        public void close() {
            run.close();
        }
    }

    int sealFrame(long sequence, byte[] aad, byte[] plain, int at, int length, byte[] out, int outAt) {
        return cipher.seal(sequence, aad, plain, at, length, out, outAt);
    }

    /** −1 when the frame is not authentic. */
    int openFrame(long sequence, byte[] aad, byte[] sealed, int at, int length, byte[] out, int outAt) {
        return cipher.open(sequence, aad, sealed, at, length, out, outAt);
    }

    /** Whether these bytes begin like a header. */
    static boolean looksLikeHeader(ByteBuffer bytes, int at) {
        return bytes.limit() - at >= Long.BYTES && bytes.getLong(at) == FileHeader.MAGIC;
    }

    @Override
    public void close() {
        fileKey.wipe();
    }
}
