package io.kanesh.kms.testkit.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel whose changes are steps of a {@link FaultyDisk}. */
final class FaultyChannel extends FileChannel {

    private final FaultyDisk disk;
    private final Object inode;
    private final FileChannel real;

    FaultyChannel(FaultyDisk disk, Object inode, FileChannel real) {
        this.disk = disk;
        this.inode = inode;
        this.real = real;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        disk.alive();
        return real.read(into);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        disk.alive();
        return real.read(into, offset, length);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        disk.alive();
        return real.read(into, position);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        disk.changing(inode);
        if (disk.lastToFit()) {
            return advanced(from, real.write(FaultyDisk.firstHalf(from)));
        }
        disk.step(true, () -> real.write(FaultyDisk.firstHalf(from)));
        return real.write(from);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        disk.changing(inode);
        disk.step(true, FaultyDisk.Half.NONE);
        return real.write(from, offset, length);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        disk.changing(inode);
        if (disk.lastToFit()) {
            return advanced(from, real.write(FaultyDisk.firstHalf(from), position));
        }
        disk.step(true, () -> real.write(FaultyDisk.firstHalf(from), position));
        return real.write(from, position);
    }

    private static int advanced(ByteBuffer from, int written) {
        from.position(from.position() + written);
        return written;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.changing(inode);
        disk.step(false, FaultyDisk.Half.NONE);
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        disk.step(true, FaultyDisk.Half.NONE);
        real.force(metadata);
        disk.forced(inode);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        real.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        disk.alive();
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        disk.alive();
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        disk.changing(inode);
        disk.step(true, FaultyDisk.Half.NONE);
        return real.transferFrom(source, position, count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        disk.alive();
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    /** Also of a dead process: the system closes what it had open. */
    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
