package io.kanesh.engine;

import io.kanesh.engine.clients.ClientOperations;
import io.kanesh.engine.control.ControlSocket;
import io.kanesh.engine.control.Operations;
import io.kanesh.engine.keys.Bypasses;
import io.kanesh.engine.keys.EncryptedStorage;
import io.kanesh.engine.keys.KeyOperations;
import io.kanesh.engine.keys.Storage;
import io.kanesh.engine.proof.ProofOperations;
import io.kanesh.engine.repair.Repairs;
import io.kanesh.engine.settings.Home;
import io.kanesh.engine.users.UserOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.Nullable;

/**
 * Main of the engine process: {@code EngineMain --home DIRECTORY --socket PATH}.
 *
 * <p>It opens the control socket and waits there for its settings. Standard output carries its own start and stop lines and
 * nothing of Cassandra. Exit codes: 0 stopped as told, 2 wrong usage or the home is taken, 3 the start failed (the last line
 * says why), 4 sealed: its key is gone, 100 the disk failed.
 */
public final class EngineMain {

    /** Wrong arguments, or another engine has the home. */
    private static final int USAGE = 2;

    private EngineMain() {}

    public static void main(String[] arguments) {
        run(arguments, EncryptedStorage::new);
    }

    /** With a storage of the caller's choice: what measures the cost of encryption brings one without. */
    public static void run(String[] arguments, Function<Home, Storage> storage) {
        PrintStream out = System.out;
        try {
            run(arguments, storage, out);
        } catch (IllegalArgumentException | IllegalStateException | IOException unusable) {
            out.println("engine cannot run: " + unusable.getMessage());
            Runtime.getRuntime().halt(USAGE);
        }
    }

    private static void run(String[] arguments, Function<Home, Storage> storage, PrintStream out) throws IOException {
        Bypasses.refuse();
        Home home = new Home(Path.of(value(arguments, "--home")));
        Path socket = Path.of(value(arguments, "--socket"));
        home.prepare();
        pointSystemAt(home);
        FileLock lock = lock(home);

        Instant startedAt = ProcessHandle.current().info().startInstant().orElseThrow();
        Storage files = storage.apply(home);
        Engine engine = new Engine(home, files, startedAt, out);
        ControlSocket control = ControlSocket.open(socket, operations(engine, files, home));
        Files.writeString(
                home.processFile(),
                String.format(
                        "{\"pid\":%d,\"startedAt\":\"%s\",\"socket\":\"%s\"}%n",
                        ProcessHandle.current().pid(), startedAt, socket.toAbsolutePath()),
                StandardCharsets.UTF_8);
        out.println("engine " + ProcessHandle.current().pid() + " waits for its settings at " + socket);
        boolean drained = engine.runUntilStopped();
        control.close();
        if (!drained) {
            out.println("engine stopped while it was starting");
            out.flush();
            Runtime.getRuntime().halt(0);
        }
        lock.release();
        out.println("engine stopped");
        System.exit(0);
    }

    private static Operations operations(Engine engine, Storage files, Home home) {
        Operations all = new Repairs(engine::serves).addTo(Operations.of(engine));
        new ProofOperations(home, engine::serves).addTo(all);
        new ClientOperations(engine.doorkeeper(), engine.clients()).addTo(all);
        new UserOperations(engine.clients(), engine::serves).addTo(all);
        return new KeyOperations(files, engine.sealing(), home, engine::serves).addTo(all);
    }

    /** Keeps what the process writes below the home. To be called before anything can log or create a temporary file. */
    static void pointSystemAt(Home home) {
        String libraries = home.nativeLibraries().toString();
        // LZ4 unpacks its library into the temporary directory and nowhere else, past our file system: it does so
        // now, while that is the directory of libraries, which hold nobody's data.
        System.setProperty("java.io.tmpdir", libraries);
        LZ4Factory.fastestInstance();
        // Cassandra's; the JDK's own temporary directory was fixed on the command line.
        System.setProperty("java.io.tmpdir", home.temporary().toString());
        System.setProperty("jna.tmpdir", libraries);
        System.setProperty("io.netty.native.workdir", libraries);
        System.setProperty("org.xerial.snappy.tempdir", libraries);
        System.setProperty("ZstdTempFolder", libraries);
        // Cassandra prints and closes these as it likes; what it has to say is in the log.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    /** Two engines on one home would destroy its data. The lock ends with the process, however that ends. */
    private static FileLock lock(Home home) throws IOException {
        @SuppressWarnings("resource") // Open for as long as the process lives.
        RandomAccessFile file = new RandomAccessFile(home.lock().toFile(), "rw");
        FileLock lock = file.getChannel().tryLock();
        if (lock == null) {
            throw new IOException("another engine runs on " + home.root());
        }
        return lock;
    }

    private static String value(String[] arguments, String name) {
        @Nullable String found = null;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (arguments[i].equals(name)) {
                found = arguments[i + 1];
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("missing " + name + "; usage: --home DIRECTORY --socket PATH");
        }
        return found;
    }
}
