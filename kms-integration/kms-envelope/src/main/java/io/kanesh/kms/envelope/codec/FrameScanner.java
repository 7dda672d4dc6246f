package io.kanesh.kms.envelope.codec;

import io.kanesh.kms.envelope.codec.SealedFileException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads an append log from its start and decides what is behind the last good frame: nothing, a torn write (ends the log
 * quietly) or damage (an error). It is damage when an authentic frame or session further on says that the bad place had been
 * forced to disk, or when the bad place is a session's header with data behind it.
 *
 * <p>What it cannot tell: a log cut at a frame's end is a shorter log. Cassandra's own markers inside the log, and replicas,
 * answer that.
 */
public final class FrameScanner {

    /** Bits of the magic that may be wrong for a place to be still taken for a damaged header. */
    private static final int NEAR_MAGIC_BITS = 8;

    private static final int WINDOW = 1 << 20;

    private final FileCodec codec;
    private final KeySource keys;
    private final String name;

    /** @param name of the file, for the audit trail and messages */
    public FrameScanner(FileCodec codec, KeySource keys, String name) {
        this.codec = codec;
        this.keys = keys;
        this.name = name;
    }

    /** Reads the whole log. An empty file is an empty log. */
    public FrameLog scan(FileChannel file) throws IOException {
        var size = file.size();
        var log = new FrameLog(file);
        if (size == 0) {
            return log;
        }
        if (size < FileHeader.BYTES && isTornHeader(file, (int) size)) {
            log.markTorn();
            return log;
        }
        while (log.physicalEnd() < size) {
            var at = log.physicalEnd();
            if (!readSession(file, log, at, size) && !readFrame(file, log, at, size)) {
                refuseDamage(file, log, at, size);
                log.markTorn();
                return log;
            }
        }
        return log;
    }

    /** A log whose first header did not reach the disk whole has no frame: nothing in it was ever acknowledged. */
    private static boolean isTornHeader(FileChannel file, int size) throws IOException {
        var begin = new byte[Math.min(size, Long.BYTES)];
        readFully(file, begin, 0);
        var magic = ByteBuffer.allocate(Long.BYTES).putLong(FileHeader.MAGIC).array();
        return Arrays.equals(begin, Arrays.copyOf(magic, begin.length));
    }

    private boolean readSession(FileChannel file, FrameLog log, long at, long size) throws IOException {
        if (size - at < FileHeader.BYTES) {
            if (at == 0) {
                throw new SealedFileException(Kind.NOT_ENCRYPTED, name + " is shorter than a header");
            }
            return false;
        }
        var bytes = new byte[FileHeader.BYTES];
        readFully(file, bytes, at);
        if (at > 0 && !FileCipher.looksLikeHeader(ByteBuffer.wrap(bytes), 0)) {
            return false;
        }
        var session = openSession(bytes, at, size);
        if (session == null) {
            return false;
        }
        if (session.header().fileClass() != FileClass.APPEND) {
            throw new SealedFileException(Kind.TAMPERED, name + " is no append log");
        }
        if (log.hasSession()
                && !session.header()
                        .fileUid()
                        .equals(log.currentSession().header().fileUid())) {
            throw new SealedFileException(Kind.TAMPERED, name + " holds a session of another file at " + at);
        }
        log.session(session, at + FileHeader.BYTES);
        return true;
    }

    /** Null when the header is the very end of the file and does not fit its key: its write was torn. */
    private @Nullable FileCipher openSession(byte[] header, long at, long size) throws SealedFileException {
        try {
            return codec.open(header, keys, name);
        } catch (SealedFileException refused) {
            if (at > 0 && at + FileHeader.BYTES == size && refused.kind() != Kind.KEY_UNAVAILABLE) {
                return null;
            }
            throw refused;
        }
    }

    private static boolean readFrame(FileChannel file, FrameLog log, long at, long size) throws IOException {
        var length = plausibleLength(file, at, size, log.frames());
        if (length < 0) {
            return false;
        }
        var bytes = new byte[FrameWriter.HEADER_BYTES + length + AesGcm.TAG_BYTES];
        readFully(file, bytes, at);
        if (open(log.currentSession(), bytes, 0, log.frames()) == null) {
            return false;
        }
        log.add(at, length);
        return true;
    }

    /** The length that a frame header at this place states, or −1 when there cannot be a frame with this sequence. */
    private static int plausibleLength(FileChannel file, long at, long size, long sequence) throws IOException {
        if (size - at < FrameWriter.HEADER_BYTES + AesGcm.TAG_BYTES) {
            return -1;
        }
        var header = new byte[FrameWriter.HEADER_BYTES];
        readFully(file, header, at);
        var in = ByteBuffer.wrap(header);
        var length = in.getInt();
        var fits = length > 0
                && length <= FrameWriter.MAX_PLAIN_BYTES
                && at + FrameWriter.HEADER_BYTES + length + AesGcm.TAG_BYTES <= size;
        return fits && in.getLong() == sequence ? length : -1;
    }

    /** The text of the frame in {@code bytes}, or null when it is not authentic. */
    static byte @Nullable [] open(FileCipher session, byte[] bytes, int at, long sequence) {
        var header = Arrays.copyOfRange(bytes, at, at + FrameWriter.HEADER_BYTES);
        var length = ByteBuffer.wrap(header).getInt();
        var text = new byte[length];
        var opened = session.openFrame(
                sequence, header, bytes, at + FrameWriter.HEADER_BYTES, length + AesGcm.TAG_BYTES, text, 0);
        return opened == length ? text : null;
    }

    private void refuseDamage(FileChannel file, FrameLog log, long bad, long size) throws IOException {
        if (nearMagic(file, bad, size)) {
            throw damaged(bad);
        }
        var window = new byte[(int) Math.min(WINDOW, size - bad)];
        for (var from = bad + 1; from < size; from += WINDOW - FrameWriter.HEADER_BYTES) {
            var length = (int) Math.min(window.length, size - from);
            readFully(file, window, length, from);
            for (var i = 0; i + FrameWriter.HEADER_BYTES <= length; i++) {
                if (provesDamage(file, log, window, i, from + i, size)) {
                    throw damaged(bad);
                }
            }
        }
    }

    private boolean provesDamage(FileChannel file, FrameLog log, byte[] window, int i, long at, long size)
            throws IOException {
        var in = ByteBuffer.wrap(window);
        if (in.getLong(i) == FileHeader.MAGIC && size - at >= FileHeader.BYTES) {
            return isSession(file, at);
        }
        var length = in.getInt(i);
        var end = at + FrameWriter.HEADER_BYTES + length + AesGcm.TAG_BYTES;
        if (length <= 0 || length > FrameWriter.MAX_PLAIN_BYTES || end > size) {
            return false;
        }
        var sequence = in.getLong(i + Integer.BYTES);
        var durable = in.getLong(i + Integer.BYTES + Long.BYTES);
        if (sequence <= log.frames() || sequence >= ChunkCipher.MAX_INDEX || durable <= log.frames()) {
            return false;
        }
        var bytes = new byte[FrameWriter.HEADER_BYTES + length + AesGcm.TAG_BYTES];
        readFully(file, bytes, at);
        return open(log.currentSession(), bytes, 0, sequence) != null;
    }

    private boolean isSession(FileChannel file, long at) throws IOException {
        var bytes = new byte[FileHeader.BYTES];
        readFully(file, bytes, at);
        try {
            codec.open(bytes, keys, name).close();
            return true;
        } catch (SealedFileException chance) {
            return chance.kind() == Kind.KEY_UNAVAILABLE;
        }
    }

    private static boolean nearMagic(FileChannel file, long at, long size) throws IOException {
        if (size - at <= FileHeader.BYTES) {
            return false;
        }
        var bytes = new byte[Long.BYTES];
        readFully(file, bytes, at);
        return Long.bitCount(ByteBuffer.wrap(bytes).getLong() ^ FileHeader.MAGIC) <= NEAR_MAGIC_BITS;
    }

    private SealedFileException damaged(long at) {
        return new SealedFileException(Kind.TAMPERED, name + " is damaged at byte " + at + ", before its end");
    }

    static void readFully(FileChannel file, byte[] into, long at) throws IOException {
        readFully(file, into, into.length, at);
    }

    static void readFully(FileChannel file, byte[] into, int length, long at) throws IOException {
        var buffer = ByteBuffer.wrap(into, 0, length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, at + buffer.position()) < 0) {
                throw new SealedFileException(Kind.TRUNCATED, "the log ends while it is read");
            }
        }
    }
}
