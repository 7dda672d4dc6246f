package io.kanesh.control;

import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * One control plane per {@code KANESH_HOME}, unless the other one says that it is meant to be the second: whoever only forgot to choose another
 * home shall not join by accident. The kernel gives the lock back however the process ends.
 */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the home's directories when they are not there, and takes the lock. */
    static HomeLock take(KaneshHome home, boolean second) {
        try {
            Files.createDirectories(home.path());
            Files.createDirectories(home.secrets());
            Files.setPosixFilePermissions(home.secrets(), PosixFilePermissions.fromString("rwx------"));
            Path file = home.lock(second);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartFault(
                        (second ? "The second control plane" : "Another control plane")
                                + " already runs with KANESH_HOME=" + home.path()
                                + ". Stop it with ./kanesh down, or start this one with a KANESH_HOME and KANESH_PORT of its own.");
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new StartFault("KANESH_HOME=" + home.path() + " cannot be used: " + e
                    + ". Choose a directory in which" + " this user may write, e.g. KANESH_HOME=$HOME/.kanesh.");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
