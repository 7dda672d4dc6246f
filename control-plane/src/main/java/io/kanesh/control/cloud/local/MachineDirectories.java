package io.kanesh.control.cloud.local;

import io.kanesh.control.cloud.CloudFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory {@code KANESH_HOME/machines}: one directory per machine, {@code .terminated} with the tombstones. Everything
 * appears and disappears by a rename, so a crash leaves no half machine; what begins with {@code .new-} or {@code .gone-} is
 * rubbish of a crash and is removed at the next start.
 *
 * <p>Two processes may work here: whoever writes does so {@link #exclusively}, and one of them {@link #tryLock supervises}.
 */
final class MachineDirectories {
    private static final String INSTANCE = "instance.json";
    private static final String BOOTSTRAP = "bootstrap.json";
    private static final String BEAT = ".supervisor";
    /** Two control planes in one process are two to the tests, and one to the kernel's locks. */
    private static final Object IN_THIS_PROCESS = new Object();

    private static final int WRITE_LOCK_ATTEMPTS = 1_000;
    private static final int WRITE_LOCK_PAUSE_MS = 10;

    private final Path root;
    private final Path tombstones;
    private final JsonMapper json = JsonMapper.builder().build();

    MachineDirectories(Path home) {
        try {
            Files.createDirectories(home);
            // One spelling of the path, whatever links lead to it: processes are recognised by it.
            root = home.toRealPath().resolve("machines");
            tombstones = root.resolve(".terminated");
            Files.createDirectories(tombstones);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    Path of(String machineId) {
        return root.resolve(machineId);
    }

    /** The supervisor's: empty while another process holds it. Freed by closing, and by the kernel when this process ends. */
    Optional<FileLock> tryLock() {
        return tryLock(".lock");
    }

    private Optional<FileLock> tryLock(String name) {
        try {
            var channel = FileChannel.open(
                    root.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = lockOrNull(channel);
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads and then writes while nobody else does. Not to be nested.
     *
     * @throws CloudFault when a process that hangs has it
     */
    <T> T exclusively(Supplier<T> work) {
        synchronized (IN_THIS_PROCESS) {
            try (var held = writeLock().acquiredBy()) {
                return work.get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private FileLock writeLock() {
        for (int attempt = 0; attempt < WRITE_LOCK_ATTEMPTS; attempt++) {
            var lock = tryLock(".write-lock");
            if (lock.isPresent()) {
                return lock.get();
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, WRITE_LOCK_PAUSE_MS, TimeUnit.MILLISECONDS)
                    .join();
        }
        throw new CloudFault(
                CloudFault.Kind.TRANSIENT,
                "Another process has been writing in " + root + " for "
                        + WRITE_LOCK_ATTEMPTS * WRITE_LOCK_PAUSE_MS / 1000 + " s; it probably hangs.");
    }

    /** The supervisor says that it lives. */
    void beat() {
        try {
            Files.writeString(root.resolve(BEAT), ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When a supervisor said so last; empty before the first. */
    Optional<Instant> lastBeat() {
        try {
            return Optional.of(Files.getLastModifiedTime(root.resolve(BEAT)).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lockOrNull(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /** Every machine and every tombstone. */
    List<InstanceRecord> readAll() {
        var all = new ArrayList<>(readLiving());
        for (Path tombstone : entries(tombstones)) {
            read(tombstone).ifPresent(all::add);
        }
        return all;
    }

    /** Every machine that has a directory. */
    List<InstanceRecord> readLiving() {
        var living = new ArrayList<InstanceRecord>();
        for (Path directory : entries(root)) {
            if (!directory.getFileName().toString().startsWith(".")) {
                read(directory.resolve(INSTANCE)).ifPresent(living::add);
            }
        }
        return living;
    }

    /** One machine, or its tombstone. */
    Optional<InstanceRecord> read(String machineId) {
        if (!machineId.matches("[A-Za-z0-9-]+")) {
            return Optional.empty();
        }
        var living = read(of(machineId).resolve(INSTANCE));
        return living.isPresent() ? living : read(tombstones.resolve(machineId + ".json"));
    }

    void removeRubbish() {
        for (Path entry : entries(root)) {
            String name = entry.getFileName().toString();
            if (name.startsWith(".new-") || name.startsWith(".gone-")) {
                removeTree(entry);
            }
        }
        for (Path tombstone : entries(tombstones)) {
            // A crash between tombstone and removal: the tombstone says that the machine is over.
            Path directory = of(tombstone.getFileName().toString().replace(".json", ""));
            if (Files.exists(directory)) {
                removeTree(directory);
            }
        }
    }

    void create(InstanceRecord record, String bootstrap) {
        try {
            Path fresh = root.resolve(".new-" + record.machineId());
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectory(fresh, ownerOnly);
            for (String part : List.of("data", "agent", "log")) {
                Files.createDirectory(fresh.resolve(part), ownerOnly);
            }
            var bootstrapFile = fresh.resolve(BOOTSTRAP);
            Files.createFile(
                    bootstrapFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            writeDurably(bootstrapFile, bootstrap.getBytes(StandardCharsets.UTF_8));
            writeDurably(fresh.resolve(INSTANCE), json.writeValueAsBytes(record));
            Files.move(fresh, of(record.machineId()), StandardCopyOption.ATOMIC_MOVE);
            sync(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void update(InstanceRecord record) {
        replace(of(record.machineId()).resolve(INSTANCE), record);
    }

    /** Writes the tombstone, then removes the machine's directory. Its processes have ended before. */
    void bury(InstanceRecord record) {
        replace(tombstones.resolve(record.machineId() + ".json"), record);
        Path directory = of(record.machineId());
        if (Files.exists(directory)) {
            Path gone = root.resolve(".gone-" + record.machineId());
            try {
                Files.move(directory, gone, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            removeTree(gone);
        }
    }

    /** Removes the tombstones that are older, and says whose they were. */
    List<String> removeTombstonesBefore(Instant time) {
        var removed = new ArrayList<String>();
        for (Path tombstone : entries(tombstones)) {
            try {
                if (Files.getLastModifiedTime(tombstone).toInstant().isBefore(time)) {
                    Files.deleteIfExists(tombstone);
                    removed.add(tombstone.getFileName().toString().replace(".json", ""));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return removed;
    }

    /** Forgets everything, tombstones too. */
    void removeAll() {
        removeTree(root);
    }

    /** Empty when it is not there, or has just gone. */
    private Optional<InstanceRecord> read(Path file) {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), InstanceRecord.class));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(Path file, InstanceRecord record) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            writeDurably(next, json.writeValueAsBytes(record));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(file.resolveSibling("."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !entry.getFileName().toString().endsWith(".new"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links inside are removed, not followed. What vanishes meanwhile is fine. */
    private static void removeTree(Path tree) {
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                    if (fault instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw fault;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException fault)
                        throws IOException {
                    if (fault != null) {
                        throw fault;
                    }
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
