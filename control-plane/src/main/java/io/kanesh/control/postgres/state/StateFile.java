package io.kanesh.control.postgres.state;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.kanesh.control.postgres.PostgresFault;
import io.kanesh.control.postgres.server.BorrowedDatabase;
import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Saves an installation's own state into a file, and makes an installation of such a file. */
public final class StateFile {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final KaneshHome home;
    private final Map<String, String> environment;
    private final PrintStream out;

    StateFile(KaneshHome home, Map<String, String> environment, PrintStream out) {
        this.home = home;
        this.environment = environment;
        this.out = out;
    }

    /** {@code backup|restore --home DIR --file FILE}; the passphrase in KANESH_PASSPHRASE, the database as for the control plane. */
    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        // It warns of scripts out of order, which is how a state's own order is made again.
        ((Logger) LoggerFactory.getLogger("org.flywaydb")).setLevel(Level.ERROR);
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    /** Returns the exit code. */
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.length != 5
                || !List.of("backup", "restore").contains(arguments[0])
                || !arguments[1].equals("--home")
                || !arguments[3].equals("--file")) {
            err.println("usage: StateFile backup|restore --home DIR --file FILE");
            return USAGE;
        }
        var state = new StateFile(new KaneshHome(Path.of(arguments[2])), environment, out);
        Path file = Path.of(arguments[4]).toAbsolutePath();
        try {
            if (arguments[0].equals("backup")) {
                state.backUp(file);
            } else {
                state.restore(file);
            }
            return DONE;
        } catch (StateFault | PostgresFault refused) {
            err.println(refused.getMessage());
        } catch (NoSuchFileException missing) {
            err.println("There is no file " + missing.getFile() + ".");
        } catch (IOException | SQLException fault) {
            err.println("It failed: " + fault.getMessage());
        }
        return FAILED;
    }

    private String passphrase() {
        String given = environment.getOrDefault("KANESH_PASSPHRASE", "");
        if (given.length() < Passphrase.SHORTEST) {
            throw new StateFault("The passphrase (KANESH_PASSPHRASE) needs " + Passphrase.SHORTEST
                    + " characters or more: the file holds the keys of the whole installation.");
        }
        return given;
    }

    void backUp(Path file) throws IOException, SQLException {
        String passphrase = passphrase();
        if (!Files.exists(home.secretsKeyName())) {
            throw new StateFault("There is no installation in " + home.path() + ": nothing to save.");
        }
        if (Files.exists(file)) {
            throw new StateFault(file + " is there already, and is not overwritten. Name another file.");
        }
        // While the control plane runs, its database is used; otherwise nobody may start one beside us.
        try (var held = tryLock();
                var database = BorrowedDatabase.open(home, environment)) {
            var backup = new StateBackup(new HomeFiles(home), Clock.systemUTC(), new SecureRandom());
            StateManifest manifest = backup.write(database, file, passphrase);
            long rows = manifest.tables().stream()
                    .mapToLong(StateManifest.Table::rows)
                    .sum();
            out.printf(
                    "Saved %d rows of %d tables and %d files to %s (%d bytes).%n",
                    rows, manifest.tables().size(), new HomeFiles(home).find().size(), file, Files.size(file));
            out.println("Keep the passphrase: without it nobody can open the file, and we cannot help.");
        }
    }

    void restore(Path file) throws IOException, SQLException {
        String passphrase = passphrase();
        StateManifest manifest = StateRestore.verify(file, passphrase);
        Files.createDirectories(home.path());
        try (var held = tryLock()) {
            if (held == null) {
                throw new StateFault(
                        "A control plane runs with KANESH_HOME=" + home.path() + ". Stop it first: ./kanesh down");
            }
            var machines = new MachinesHere(home);
            machines.requireOfSameInstallation(manifest);
            var restore = new StateRestore(home, environment);
            restore.requireEmptyTarget();
            restore.restore(file, passphrase, manifest);
            tell(manifest, machines);
        }
    }

    private void tell(StateManifest manifest, MachinesHere machines) throws IOException {
        out.println("Restored the state of " + manifest.createdAt() + ". Fences and generations were raised by "
                + Jump.BY + ", so that nothing goes back.");
        out.println(
                "Start the control plane with the same KANESH_AGENT_PORT as before (./kanesh up): agents come back by"
                        + " themselves.");
        var unknown = machines.unknownTo(manifest);
        if (!unknown.isEmpty()) {
            out.println(
                    "Machines here that this state does not know (launched after it was saved); they are left as they"
                            + " are and go on:");
            unknown.forEach(machine -> out.println("  " + machine.machine() + " (node " + machine.node() + ")"));
        }
    }

    /** The first control plane's own lock; null while it, or the second one, runs. */
    private @Nullable FileLock tryLock() throws IOException {
        try (var second = tryLock(true)) {
            return second == null ? null : tryLock(false);
        }
    }

    private @Nullable FileLock tryLock(boolean second) throws IOException {
        var channel = FileChannel.open(home.lock(second), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException ofThisProcess) {
            // As taken as by any other.
        }
        channel.close();
        return null;
    }
}
