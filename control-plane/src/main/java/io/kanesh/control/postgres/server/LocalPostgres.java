package io.kanesh.control.postgres.server;

import io.kanesh.control.postgres.PostgresFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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
 * A running PostgreSQL that belongs to this process: durable (fsync), password only, loopback only, on a free port. It ends
 * with this process however that ends; what a killed predecessor left is stopped first. When it ends by itself, it is started
 * again on the same port, for as long as it takes: whoever keeps its address need not notice.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final int STOP_SECONDS = 60;
    private static final int PORT_ATTEMPTS = 5;
    /** Twice as long after each failure: what is left of a killed server holds its shared memory for a moment. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

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
    private final int port;
    private final String password;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private volatile Process process;

    private LocalPostgres(Settings settings, DataDirectory data, int port, String password, Process process) {
        this.settings = settings;
        this.data = data;
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /** @throws PostgresFault with a sentence for the operator */
    public static LocalPostgres start(Settings settings) {
        try {
            var data = new DataDirectory(
                    settings.dataDirectory().toAbsolutePath(), ServerUser.choose(settings.userWhenRoot()));
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
                    var server = new LocalPostgres(settings, data, port, password, process);
                    server.watch();
                    return server;
                }
                // Between our look and its bind somebody else may have taken the port; anything else is final.
                if (!start.lostItsPort() || attempt == PORT_ATTEMPTS) {
                    throw new PostgresFault("PostgreSQL did not start on " + data.path() + ": " + start.lastWords());
                }
            }
        } catch (IOException e) {
            throw new PostgresFault("PostgreSQL cannot be started: " + e.getMessage(), e);
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
                        Process watched = process;
                        CompletableFuture.anyOf(watched.onExit(), closing).join();
                        if (!closing.isDone()) {
                            LOG.warn(
                                    "PostgreSQL {} has ended by itself (status {}): starting it again",
                                    watched.pid(),
                                    watched.exitValue());
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
            // Ends early when we are closed.
            closing.copy()
                    .completeOnTimeout(null, pause.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Held against {@link #close}: a server that starts while we are closed would be nobody's. */
    private synchronized boolean startedAgain() {
        if (closing.isDone()) {
            return false;
        }
        try {
            var start = ServerStart.on(port);
            process = start.launch(command(settings, data, port));
            if (start.isReady()) {
                LOG.info("PostgreSQL {} serves {} on port {} again", process.pid(), data.path(), port);
                return true;
            }
            LOG.warn("PostgreSQL did not start again on {}: {}", data.path(), start.lastWords());
        } catch (PostgresFault fault) {
            LOG.warn("PostgreSQL did not start again on {}: {}", data.path(), fault.getMessage());
        }
        return false;
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

    /** A fast shutdown: open transactions are rolled back, everything committed is on disk. Returns when it has ended. */
    @Override
    public void close() {
        closing.complete(null);
        // First the one that may just be replaying its log, for which the lock is held; then what came of it.
        stop();
        synchronized (this) {
            stop();
        }
    }

    private void stop() {
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
}
