package io.kanesh.files;

import io.kanesh.kms.envelope.codec.FrameLog;
import io.kanesh.kms.envelope.codec.FrameScanner;
import io.kanesh.kms.envelope.codec.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A log: every write goes through to the file as a frame of its own, and {@link #force} makes it durable. The first write after
 * an open begins a session under a fresh salt, behind the last good frame; what a crash tore is cut off then.
 */
final class AppendShared extends SharedFile {

    private FrameLog log;
    private @Nullable FrameWriter writer;
    private UUID fileUid;

    private AppendShared(Mount mount, FileKind kind, Path path, FileChannel disk, boolean writable, FrameLog log) {
        super(mount, kind, path, disk, writable);
        this.log = log;
        this.fileUid = log.fileUid().orElseGet(mount.codec()::newFileUid);
    }

    /** Reads the whole log once. An empty file is an empty log. */
    static AppendShared open(Mount mount, FileKind kind, Path path, FileChannel disk, boolean writable)
            throws IOException {
        var log = new FrameScanner(mount.codec(), mount.keys(), String.valueOf(path.getFileName())).scan(disk);
        return new AppendShared(mount, kind, path, disk, writable, log);
    }

    @Override
    synchronized long size() {
        return log.size();
    }

    @Override
    synchronized int read(ByteBuffer into, long position) throws IOException {
        return log.read(into, position);
    }

    @Override
    synchronized Reader snapshot() {
        return log::read;
    }

    @Override
    synchronized long frozenBytes() {
        return log.size();
    }

    @Override
    boolean appendable() {
        return true;
    }

    @Override
    synchronized void append(ByteBuffer plain) throws IOException {
        if (!plain.hasRemaining()) {
            return;
        }
        if (writer == null) {
            disk().truncate(log.physicalEnd());
            beginSession();
        }
        var into = writer;
        if (into != null) {
            var length = plain.remaining();
            // Until it is through: what a failed write left behind is cut off by the next one, in a session of its own.
            writer = null;
            log.addAll(into.append(plain), length);
            writer = into;
            wrote(length);
        }
    }

    @Override
    void replaceTail(long position, ByteBuffer plain) {
        throw new IllegalStateException("Nothing in a log can be replaced");
    }

    @Override
    synchronized void startOver() throws IOException {
        writer = null;
        log = FrameLog.empty(disk());
        fileUid = mount.codec().newFileUid();
        beginSession();
    }

    private void beginSession() throws IOException {
        var session = freshCipher(fileUid);
        var begun = new FrameWriter(disk(), session, log.physicalEnd(), log.frames());
        log.session(session, begun.physicalEnd());
        writer = begun;
    }

    @Override
    synchronized void force(boolean metadata) throws IOException {
        if (writer == null) {
            disk().force(metadata);
        } else {
            writer.force(metadata);
        }
    }

    @Override
    void complete() {
        // A log is complete after every write.
    }

    @Override
    synchronized void diskChanged() throws IOException {
        log = new FrameScanner(mount.codec(), mount.keys(), name()).scan(disk());
    }

    @Override
    synchronized void wipeKeys() {
        log.close();
    }
}
