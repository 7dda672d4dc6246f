package io.kanesh.control.postgres.server;

import io.kanesh.control.postgres.PostgresFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to start a server on a port. */
record ServerStart(int port, CompletableFuture<Boolean> ready, List<String> output) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerStart.class);
    private static final Logger SERVER_LOG = LoggerFactory.getLogger("postgres");
    // Replaying the log after a crash is part of the start, and its length is the database's, not ours, to say.
    private static final int START_SECONDS = 300;

    static ServerStart on(int port) {
        return new ServerStart(port, new CompletableFuture<>(), new ArrayList<>());
    }

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
                    String.format(Locale.ROOT, "PostgreSQL is not ready after %d s: %s", START_SECONDS, lastWords()),
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
