package io.kanesh.kms.envelope.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Appends to a log. One session: a header with a fresh salt, then frames. A frame is length 4, sequence 8, durable 8, the
 * ciphertext, its tag 16; the first twenty bytes are authenticated with it. Sequences go on from session to session.
 *
 * <p><em>Durable</em> is the number of frames that were forced to disk when this one was sealed. It tells a torn write from
 * damage: a bad frame is damage when a later, authentic one says that it had been safe on disk.
 *
 * <p>Every write goes through to the file. Not thread-safe: the owner of the file locks.
 */
public final class FrameWriter {

    static final int HEADER_BYTES = Integer.BYTES + Long.BYTES + Long.BYTES;

    /** Plaintext of the largest frame. Bounds what a reader holds in memory. */
    static final int MAX_PLAIN_BYTES = 256 * 1024;

    private final FileChannel file;
    private final FileCipher session;
    private long physicalEnd;
    private long nextSequence;
    private long durable;

    /**
     * Begins a session at the physical end of a log and forces its header, so that a damaged header can never look like a write
     * that was under way.
     *
     * @param physicalEnd where the last good frame ends; the file has been cut there
     * @param nextSequence number of good frames before
     */
    public FrameWriter(FileChannel file, FileCipher session, long physicalEnd, long nextSequence) throws IOException {
        this.file = file;
        this.session = session;
        this.physicalEnd = physicalEnd;
        this.nextSequence = nextSequence;
        put(ByteBuffer.wrap(session.headerBytes()));
        file.force(true);
        this.durable = nextSequence;
    }

    /**
     * Appends all that remains in the buffer, as one frame or, above 256 KiB, several.
     *
     * @return where the first of these frames begins in the file
     */
    public long append(ByteBuffer plain) throws IOException {
        var begin = physicalEnd;
        while (plain.hasRemaining()) {
            var text = new byte[Math.min(plain.remaining(), MAX_PLAIN_BYTES)];
            plain.get(text);
            var header = header(text.length, nextSequence, durable);
            var frame = new byte[HEADER_BYTES + text.length + AesGcm.TAG_BYTES];
            System.arraycopy(header, 0, frame, 0, HEADER_BYTES);
            var sequence = nextSequence++;
            session.sealFrame(sequence, header, text, 0, text.length, frame, HEADER_BYTES);
            put(ByteBuffer.wrap(frame));
        }
        return begin;
    }

    /** Forces all frames to disk. */
    public void force(boolean metadata) throws IOException {
        var before = nextSequence;
        file.force(metadata);
        durable = before;
    }

    public long physicalEnd() {
        return physicalEnd;
    }

    public long nextSequence() {
        return nextSequence;
    }

    static byte[] header(int length, long sequence, long durable) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putInt(length)
                .putLong(sequence)
                .putLong(durable)
                .array();
    }

    private void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            physicalEnd += file.write(bytes, physicalEnd);
        }
    }
}
