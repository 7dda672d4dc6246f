package io.kanesh.kms.envelope.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The readable contents of an append log: where each authentic frame lies. Built by decrypting the log once, from its start;
 * grows with a writer of the same process. Not thread-safe: the owner of the file locks.
 */
public final class FrameLog implements AutoCloseable {

    private final FileChannel file;
    private final List<FileCipher> sessions = new ArrayList<>();
    private long[] plainEnds = new long[16];
    private long[] physicalAts = new long[16];
    private int[] sessionOf = new int[16];
    private int frames;
    private long physicalEnd;
    private boolean torn;
    private int cachedFrame = -1;
    private byte[] cached = {};

    FrameLog(FileChannel file) {
        this.file = file;
    }

    /** An empty log. */
    public static FrameLog empty(FileChannel file) {
        return new FrameLog(file);
    }

    /** Plaintext bytes. */
    public long size() {
        return frames == 0 ? 0 : plainEnds[frames - 1];
    }

    /** Number of frames, which is the next sequence. */
    public long frames() {
        return frames;
    }

    /** Where the last good frame ends. Behind it lies nothing, or what a crash tore. */
    public long physicalEnd() {
        return physicalEnd;
    }

    /** Whether a torn write lies behind the end; it never was acknowledged as durable. */
    public boolean torn() {
        return torn;
    }

    /** Begins a session, read or written. */
    public void session(FileCipher cipher, long endOfHeader) {
        sessions.add(cipher);
        physicalEnd = endOfHeader;
    }

    /** Takes in a frame that was just written or verified. */
    public void add(long physicalAt, int plainBytes) {
        if (frames == plainEnds.length) {
            plainEnds = Arrays.copyOf(plainEnds, frames * 2);
            physicalAts = Arrays.copyOf(physicalAts, frames * 2);
            sessionOf = Arrays.copyOf(sessionOf, frames * 2);
        }
        plainEnds[frames] = size() + plainBytes;
        physicalAts[frames] = physicalAt;
        sessionOf[frames] = sessions.size() - 1;
        frames++;
        physicalEnd = physicalAt + FrameWriter.HEADER_BYTES + plainBytes + AesGcm.TAG_BYTES;
    }

    /** Takes in all frames that one append of {@code plainBytes} at {@code physicalAt} wrote. */
    public void addAll(long physicalAt, long plainBytes) {
        var at = physicalAt;
        for (var left = plainBytes; left > 0; ) {
            var part = (int) Math.min(left, FrameWriter.MAX_PLAIN_BYTES);
            add(at, part);
            at = physicalEnd;
            left -= part;
        }
    }

    /** The file's uid, once it has a session. */
    public Optional<UUID> fileUid() {
        return sessions.isEmpty()
                ? Optional.empty()
                : Optional.of(sessions.get(0).header().fileUid());
    }

    /** Wipes the keys of all sessions. */
    @Override
    public void close() {
        sessions.forEach(FileCipher::close);
        cachedFrame = -1;
        cached = new byte[0];
    }

    void markTorn() {
        torn = true;
    }

    FileCipher currentSession() {
        return sessions.get(sessions.size() - 1);
    }

    boolean hasSession() {
        return !sessions.isEmpty();
    }

    /** Reads plaintext at a position; returns bytes read, or −1 at the end. Fills the buffer as far as the log goes. */
    public int read(ByteBuffer into, long position) throws IOException {
        if (position >= size()) {
            return -1;
        }
        var done = 0;
        while (into.hasRemaining() && position + done < size()) {
            var frame = frameAt(position + done);
            var begin = frame == 0 ? 0 : plainEnds[frame - 1];
            var text = text(frame, (int) (plainEnds[frame] - begin));
            var skip = (int) (position + done - begin);
            var part = Math.min(into.remaining(), text.length - skip);
            into.put(text, skip, part);
            done += part;
        }
        return done;
    }

    private int frameAt(long position) {
        var found = Arrays.binarySearch(plainEnds, 0, frames, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private byte[] text(int frame, int plainBytes) throws IOException {
        if (frame != cachedFrame) {
            var bytes = new byte[FrameWriter.HEADER_BYTES + plainBytes + AesGcm.TAG_BYTES];
            FrameScanner.readFully(file, bytes, physicalAts[frame]);
            var text = FrameScanner.open(sessions.get(sessionOf[frame]), bytes, 0, frame);
            if (text == null || text.length != plainBytes) {
                throw new SealedFileException(
                        SealedFileException.Kind.TAMPERED, "frame " + frame + " changed since it was verified");
            }
            cached = text;
            cachedFrame = frame;
        }
        return cached;
    }
}
