package io.kanesh.control.postgres.server;

import io.kanesh.control.postgres.PostgresFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one database server: made once, never by another major version's programs, never used by two servers. */
record DataDirectory(Path path, ServerUser user) {
    static final String SUPERUSER = "kanesh";
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final int STOP_SECONDS = 30;

    /** Runs initdb unless there is a database already. A half-made one from an interrupted first start is thrown away. */
    void createIfAbsent(PostgresBinaries binaries, String password) throws IOException {
        if (Files.exists(path.resolve("PG_VERSION"))) {
            return;
        }
        Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        Trees.delete(unfinished);
        user.createPrivateDirectory(unfinished);
        Path passwordFile = Files.createTempFile(path.getParent(), "initdb", ".password");
        try {
            user.give(passwordFile, "rw-------");
            Files.writeString(passwordFile, password);
            initdb(binaries, unfinished, passwordFile);
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initdb(PostgresBinaries binaries, Path target, Path passwordFile) throws IOException {
        // Locale C: sorts by bytes on every machine and release, so that no index breaks with a C library's update.
        var command = user.command(
                false,
                binaries.program("initdb"),
                List.of(
                        "--pgdata=" + target,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--data-checksums"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        ServerUser.keepOurSecrets(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = Interruptions.await(process::waitFor);
        if (exit != 0) {
            throw new PostgresFault("initdb could not make a database in " + target + ": " + output.strip());
        }
    }

    /** @throws PostgresFault when other programs than {@code major} made this database: they would corrupt or refuse it */
    void requireMajorVersion(int major) throws IOException {
        String made = Files.readString(path.resolve("PG_VERSION")).strip();
        if (!made.equals(Integer.toString(major))) {
            throw new PostgresFault("The database in " + path + " was made by PostgreSQL " + made
                    + ", and this Kanesh comes with PostgreSQL " + major
                    + ", which cannot read it. Nothing was changed."
                    + " Start the Kanesh release that made it, or keep it under a PostgreSQL " + made
                    + " of your own and set KANESH_DATABASE_URL.");
        }
    }

    /**
     * Stops a server that still runs on these files after its control plane was killed. It is recognised by its command
     * line, which names this directory: a pid alone may belong to anybody by now.
     */
    void stopLeftover() throws IOException {
        Optional<ProcessHandle> leftover = runningServer();
        if (leftover.isEmpty()) {
            return;
        }
        ProcessHandle server = leftover.get();
        LOG.warn("PostgreSQL {} still runs on {} without its control plane: stopping it", server.pid(), path);
        for (String signal : List.of("INT", "QUIT")) {
            signal(server.pid(), signal);
            try {
                server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException stillThere) {
                LOG.warn("PostgreSQL {} has not ended {} s after SIG{}", server.pid(), STOP_SECONDS, signal);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PostgresFault("Interrupted while a leftover PostgreSQL was stopping", e);
            } catch (ExecutionException e) {
                throw new PostgresFault("Cannot wait for PostgreSQL " + server.pid(), e);
            }
        }
        throw new PostgresFault("PostgreSQL " + server.pid() + " runs on " + path
                + " and does not stop. Stop it by hand: kill -QUIT " + server.pid());
    }

    /** The server that runs on these files now. */
    Optional<ProcessHandle> runningServer() throws IOException {
        Path pidFile = path.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).matches("\\d{1,9}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0));
        return ProcessHandle.of(pid).filter(process -> isServerOfThisDirectory(pid));
    }

    /** Where {@link #runningServer} listens; the fourth line of its own pid file. */
    int runningPort() throws IOException {
        return Integer.parseInt(
                Files.readAllLines(path.resolve("postmaster.pid")).get(3).strip());
    }

    private boolean isServerOfThisDirectory(long pid) {
        try {
            String commandLine = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            List<String> words = List.of(commandLine.split("\0"));
            return words.get(0).endsWith("postgres") && words.contains(path.toString());
        } catch (IOException gone) {
            LOG.debug("process {} ended while we looked at it", pid, gone);
            return false;
        }
    }

    /** The shell's own kill: the program of that name is missing on small installations, and Java knows no SIGINT. */
    static void signal(long pid, String signal) throws IOException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                .redirectErrorStream(true)
                .start();
        Interruptions.await(kill::waitFor);
    }
}
