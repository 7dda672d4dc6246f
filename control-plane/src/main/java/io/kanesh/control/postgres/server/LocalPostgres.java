package io.kanesh.control.postgres.server;

import io.kanesh.control.postgres.PostgresFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of an installation: durable (fsync), password only, loopback only, on a free port. It belongs to one process and ends with
 * it however that ends; what a killed predecessor left is stopped first. When it ends by itself, it is started again on the same port, for as
 * long as it takes: whoever keeps its address need not notice. A second control plane of the same home joins the server of the first, and when that
 * one has ended, the server is started again as its own, on the same port too.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final int STOP_SECONDS = 60;
    private static final int PORT_ATTEMPTS = 5;
    /** Twice as long after each failure: what is left of a killed server holds its shared memory for a moment. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A first control plane that makes its database while the second one waits for it. */
    private static final Duration JOIN_WITHIN = Duration.ofMinutes(5);

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

    private final Settings settings;
    private final DataDirectory data;
    private final Ownership ownership;
    private final int port;
    private final String password;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private volatile ProcessHandle process;

    private LocalPostgres(
            Settings settings,
            DataDirectory data,
            Ownership ownership,
            int port,
            String password,
            ProcessHandle process) {
        this.settings = settings;
        this.data = data;
        this.ownership = ownership;
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /** @throws PostgresFault with a sentence for the operator */
    public static LocalPostgres start(Settings settings) {
        var data = new DataDirectory(
                settings.dataDirectory().toAbsolutePath(), ServerUser.choose(settings.userWhenRoot()));
        var ownership = new Ownership(data.path());
        try {
            var server = ownership.take() ? own(settings, data, ownership) : joined(settings, data, ownership);
            server.watch();
            return server;
        } catch (IOException e) {
            ownership.close();
            throw new PostgresFault("PostgreSQL cannot be started: " + e.getMessage(), e);
        } catch (PostgresFault e) {
            ownership.close();
            throw e;
        }
    }

    private static LocalPostgres own(Settings settings, DataDirectory data, Ownership ownership) throws IOException {
        String password = PasswordFile.readOrMake(settings.passwordFile());
        data.createIfAbsent(settings.binaries(), password);
        data.requireMajorVersion(settings.binaries().majorVersion());
        data.stopLeftover();
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            var start = ServerStart.on(port);
            Process process = start.launch(command(settings, data, port));
            if (start.isReady()) {
                LOG.info("PostgreSQL {} serves {} on port {}", process.pid(), data.path(), port);
                return new LocalPostgres(settings, data, ownership, port, password, process.toHandle());
            }
            // Between our look and its bind somebody else may have taken the port; anything else is final.
            if (!start.lostItsPort() || attempt == PORT_ATTEMPTS) {
                throw new PostgresFault("PostgreSQL did not start on " + data.path() + ": " + start.lastWords());
            }
        }
    }

    /** The other control plane's server, or our own when that one ends before it has any. */
    private static LocalPostgres joined(Settings settings, DataDirectory data, Ownership ownership) throws IOException {
        var deadline = System.nanoTime() + JOIN_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            var running = data.runningServer();
            if (running.isPresent()) {
                String password = PasswordFile.readOrMake(settings.passwordFile());
                var server = new LocalPostgres(settings, data, ownership, data.runningPort(), password, running.get());
                if (server.accepts()) {
                    LOG.info(
                            "Joined PostgreSQL {} of the other control plane on port {}",
                            running.get().pid(),
                            server.port);
                    return server;
                }
            } else if (ownership.take()) {
                return own(settings, data, ownership);
            }
            pause(FIRST_PAUSE, new CompletableFuture<>());
        }
        throw new PostgresFault("The other control plane of this home has " + data.path()
                + " and no server that answers runs on it. Stop that one first: ./kanesh down");
    }

    private boolean accepts() {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), username(), password)) {
            return connection.isValid(1);
        } catch (SQLException starting) {
            LOG.debug("PostgreSQL on port {} does not answer yet", port, starting);
            return false;
        }
    }

    private static List<String> command(Settings settings, DataDirectory data, int port) {
        var arguments = new ArrayList<>(List.of("-D", data.path().toString(), "-p", Integer.toString(port)));
        var parameters = new TreeMap<>(Map.of(
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
        return data.user().command(true, settings.binaries().program("postgres"), arguments);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The thread ends when the server is closed; until then it waits for an end that nobody asked for. */
    private void watch() {
        var thread = new Thread(
                () -> {
                    while (!closing.isDone()) {
                        ProcessHandle watched = process;
                        CompletableFuture.anyOf(watched.onExit(), closing).join();
                        if (!closing.isDone()) {
                            LOG.warn("PostgreSQL {} has ended by itself: starting it again", watched.pid());
                            bringBack();
                        }
                    }
                },
                "postgres-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void bringBack() {
        Duration pause = FIRST_PAUSE;
        while (!closing.isDone() && !startedAgain()) {
            pause(pause, closing);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Ends early when we are closed. */
    private static void pause(Duration time, CompletableFuture<Void> closing) {
        closing.copy()
                .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Held against {@link #close}: a server that starts while we are closed would be nobody's. */
    private synchronized boolean startedAgain() {
        if (closing.isDone()) {
            return false;
        }
        try {
            if (!ownership.take()) {
                return startedByTheOther();
            }
            var start = ServerStart.on(port);
            Process fresh = start.launch(command(settings, data, port));
            if (start.isReady()) {
                process = fresh.toHandle();
                LOG.info("PostgreSQL {} serves {} on port {} again", fresh.pid(), data.path(), port);
                return true;
            }
            LOG.warn("PostgreSQL did not start again on {}: {}", data.path(), start.lastWords());
        } catch (PostgresFault | UncheckedIOException | IOException fault) {
            LOG.warn("PostgreSQL did not start again on {}: {}", data.path(), fault.getMessage());
        }
        return false;
    }

    private boolean startedByTheOther() throws IOException {
        var running = data.runningServer();
        running.ifPresent(server -> process = server);
        return running.isPresent();
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

    /** Of the server as it runs now; another one after it has been started again. */
    public long pid() {
        return process.pid();
    }

    /**
     * A fast shutdown of our own server: open transactions are rolled back, everything committed is on disk. Returns when it has ended. A
     * server that we only joined goes on.
     */
    @Override
    public void close() {
        closing.complete(null);
        // First the one that may just be replaying its log, for which the lock is held; then what came of it.
        stop();
        synchronized (this) {
            stop();
            ownership.close();
        }
    }

    private void stop() {
        if (!process.isAlive() || !ownership.isOurs()) {
            return;
        }
        try {
            DataDirectory.signal(process.pid(), "INT");
            if (!hasEnded(STOP_SECONDS)) {
                LOG.warn("PostgreSQL {} has not stopped in {} s: immediate shutdown", process.pid(), STOP_SECONDS);
                DataDirectory.signal(process.pid(), "QUIT");
                process.onExit().join();
            }
        } catch (IOException e) {
            throw new PostgresFault("PostgreSQL " + process.pid() + " cannot be stopped: " + e.getMessage(), e);
        }
    }

    private boolean hasEnded(int seconds) {
        return process.onExit()
                .thenApply(ended -> true)
                .completeOnTimeout(false, seconds, TimeUnit.SECONDS)
                .join();
    }
}
