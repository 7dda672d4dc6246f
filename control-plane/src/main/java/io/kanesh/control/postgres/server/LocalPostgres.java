package io.kanesh.control.postgres.server;

import io.kanesh.control.postgres.PostgresFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL that belongs to this process: durable (fsync), password only, loopback only, on a free port. It ends
 * with this process however that ends; what a killed predecessor left is stopped first.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final Logger SERVER_LOG = LoggerFactory.getLogger("postgres");
    // Replaying the log after a crash is part of the start, and its length is the database's, not ours, to say.
    private static final int START_SECONDS = 300;
    private static final int STOP_SECONDS = 60;
    private static final int PORT_ATTEMPTS = 5;

    /**
     * What to start.
     *
     * @param dataDirectory made when it is not there; its parent must be writable
     * @param passwordFile 0600; made with a random password when it is not there
     * @param userWhenRoot who the server is when we are root
     * @param parameters server parameters beside ours, e.g. {@code work_mem -> 8MB}
     */
    public record Settings(
            PostgresBinaries binaries,
            Path dataDirectory,
            Path passwordFile,
            String userWhenRoot,
            Map<String, String> parameters) {
        public Settings {
            parameters = Map.copyOf(parameters);
        }
    }

    private final Process process;
    private final int port;
    private final String password;

    private LocalPostgres(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /** @throws PostgresFault with a sentence for the operator */
    public static LocalPostgres start(Settings settings) {
        try {
            var user = ServerUser.choose(settings.userWhenRoot());
            var data = new DataDirectory(settings.dataDirectory().toAbsolutePath(), user);
            String password = PasswordFile.readOrMake(settings.passwordFile());
            data.createIfAbsent(settings.binaries(), password);
            data.requireMajorVersion(settings.binaries().majorVersion());
            data.stopLeftover();
            for (int attempt = 1; ; attempt++) {
                int port = freePort();
                var started = new Start(port, new CompletableFuture<>(), new ArrayList<>());
                Process process = started.launch(command(settings, data, user, port));
                if (started.isReady()) {
                    LOG.info("PostgreSQL {} serves {} on port {}", process.pid(), data.path(), port);
                    return new LocalPostgres(process, port, password);
                }
                // Between our look and its bind somebody else may have taken the port; anything else is final.
                if (!started.lostItsPort() || attempt == PORT_ATTEMPTS) {
                    throw new PostgresFault("PostgreSQL did not start on " + data.path() + ": " + started.lastWords());
                }
            }
        } catch (IOException e) {
            throw new PostgresFault("PostgreSQL cannot be started: " + e.getMessage(), e);
        }
    }

    private static List<String> command(Settings settings, DataDirectory data, ServerUser user, int port) {
        var arguments = new ArrayList<>(List.of("-D", data.path().toString(), "-p", Integer.toString(port)));
        var parameters = new java.util.TreeMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "password_encryption", "scram-sha-256",
                "log_line_prefix", "",
                "max_connections", "60"));
        parameters.putAll(settings.parameters());
        parameters.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return user.command(true, settings.binaries().program("postgres"), arguments);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** URL of one of its databases, e.g. {@code postgres}. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String username() {
        return DataDirectory.SUPERUSER;
    }

    public String password() {
        return password;
    }

    public long pid() {
        return process.pid();
    }

    /** A fast shutdown: open transactions are rolled back, everything committed is on disk. Returns when it has ended. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        try {
            DataDirectory.signal(process.pid(), "INT");
            if (!Interruptions.await(() -> process.waitFor(STOP_SECONDS, TimeUnit.SECONDS))) {
                LOG.warn("PostgreSQL {} has not stopped in {} s: immediate shutdown", process.pid(), STOP_SECONDS);
                DataDirectory.signal(process.pid(), "QUIT");
                Interruptions.await(process::waitFor);
            }
        } catch (IOException e) {
            throw new PostgresFault("PostgreSQL " + process.pid() + " cannot be stopped: " + e.getMessage(), e);
        }
    }

    /** One attempt to start. */
    private record Start(int port, CompletableFuture<Boolean> ready, List<String> output) {

        /**
         * Starts the server from a thread that lives as long as it does: the kernel sends the parent-death signal when the
         * starting <em>thread</em> ends. The same thread reads what the server says, so that a full pipe never stops it.
         */
        Process launch(List<String> command) {
            var process = new CompletableFuture<Process>();
            var thread = new Thread(() -> runAndListen(command, process), "postgres");
            thread.setDaemon(true);
            thread.start();
            try {
                return process.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PostgresFault("Interrupted while PostgreSQL was starting", e);
            } catch (ExecutionException e) {
                throw new PostgresFault("PostgreSQL cannot be run: " + e.getMessage(), e);
            }
        }

        private void runAndListen(List<String> command, CompletableFuture<Process> started) {
            try {
                var builder = new ProcessBuilder(command).redirectErrorStream(true);
                ServerUser.keepOurSecrets(builder.environment());
                builder.environment().put("LC_ALL", "C");
                Process process = builder.start();
                started.complete(process);
                process.getOutputStream().close();
                try (var lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        hear(line);
                    }
                }
                // Stays until the server has gone, not only until it has closed its output.
                process.waitFor();
            } catch (IOException e) {
                started.completeExceptionally(e);
                LOG.warn("lost the output of PostgreSQL", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ready.complete(false);
            }
        }

        private void hear(String line) {
            if (!ready.isDone()) {
                output.add(line);
                if (line.contains("database system is ready to accept connections")) {
                    ready.complete(true);
                }
            }
            if (line.matches("(WARNING|ERROR|FATAL|PANIC):.*")) {
                SERVER_LOG.warn("{}", line);
            } else {
                SERVER_LOG.debug("{}", line);
            }
        }

        boolean isReady() {
            try {
                return ready.get(START_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new PostgresFault(
                        String.format(
                                Locale.ROOT, "PostgreSQL is not ready after %d s: %s", START_SECONDS, lastWords()),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PostgresFault("Interrupted while PostgreSQL was starting", e);
            } catch (ExecutionException e) {
                throw new PostgresFault("PostgreSQL did not start", e);
            }
        }

        boolean lostItsPort() {
            return output.stream().anyMatch(line -> line.contains("Address already in use"));
        }

        String lastWords() {
            return String.join(" / ", output.subList(Math.max(0, output.size() - 6), output.size()));
        }
    }
}
