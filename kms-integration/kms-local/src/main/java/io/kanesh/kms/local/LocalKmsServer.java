package io.kanesh.kms.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kanesh.kms.local.Protocol.Failure;
import io.kanesh.kms.local.Protocol.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The local KMS on a loopback port: identities, faults, then the operation. Not for production. */
public final class LocalKmsServer implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 1 << 20;

    static {
        // The JDK's server sends the head and the body of an answer apart, and without this the body waits
        // for the receipt of the head: 40 ms for each call.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final FaultBoard faults = new FaultBoard();
    private final Operations operations;
    private final Administration administration;
    private final AccessTrail accesses;
    private final Vault vault;
    private final AtomicLong requests = new AtomicLong();

    /** In the folder: where it listens, for whoever may read the folder. */
    public static final String ADDRESS_FILE = "address";

    private LocalKmsServer(Path home, int port, InstantSource clock, SecureRandom random) throws IOException {
        Files.createDirectories(home);
        vault = new Vault(home, random);
        accesses = new AccessTrail(home.resolve("accesses.log"), clock);
        operations = new Operations(vault);
        administration = new Administration(home, vault, faults, accesses, random);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "local-kms");
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/v1/", this::serveKey);
        http.createContext("/admin/", this::serveAdmin);
        http.start();
        writeAddress(home);
    }

    /** Whole or not at all: others read it at any time. */
    private void writeAddress(Path home) throws IOException {
        var fresh = home.resolve(ADDRESS_FILE + ".new");
        Files.writeString(fresh, address().toString());
        Files.move(
                fresh, home.resolve(ADDRESS_FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Starts it.
     *
     * @param home its folder; holds the keys. Made when it is not there
     * @param port 0 for any free one
     */
    public static LocalKmsServer start(Path home, int port, InstantSource clock, SecureRandom random)
            throws IOException {
        return new LocalKmsServer(home, port, clock, random);
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    @Override
    public void close() {
        faults.clear();
        http.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A request is still being served 10 s after the local KMS was closed");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveKey(HttpExchange exchange) throws IOException {
        try (exchange) {
            serveOpenKey(exchange);
        }
    }

    private void serveOpenKey(HttpExchange exchange) throws IOException {
        var requestId = "local-" + Long.toHexString(requests.incrementAndGet());
        var parts = exchange.getRequestURI().getPath().split("/", -1);
        var principal = "";
        @Nullable Fault fault = null;
        Reply reply;
        try {
            if (parts.length != 5 || !exchange.getRequestMethod().equals("POST")) {
                throw new Refusal(404, "NotFound", "POST /v1/<region>/<key>/<operation>");
            }
            fault = faults.next(parts[2]).orElse(null);
            if (fault != null && (fault.kind() == Fault.Kind.DROP || fault.kind() == Fault.Kind.HANG)) {
                note(requestId, principal, parts, fault.kind().name());
                leaveUnanswered(fault, exchange);
                return;
            }
            if (fault != null) {
                play(fault);
            }
            principal = authenticated(exchange);
            var request = Protocol.JSON.readValue(body(exchange), Request.class);
            reply = new Reply(200, "OK", operations.run(parts[4], parts[2], parts[3], principal, request, requestId));
        } catch (Refusal refusal) {
            reply = Reply.refused(requestId, refusal.status(), refusal.code(), refusal.sentence());
        } catch (com.fasterxml.jackson.core.JacksonException broken) {
            reply = Reply.refused(requestId, 400, "BadRequest", broken.getOriginalMessage());
        }
        note(requestId, principal, parts, reply.outcome());
        send(exchange, reply.status(), reply.body(), fault);
    }

    /** Before the answer goes: whoever has an answer finds its line, and no key is given without one. */
    private void note(String requestId, String principal, String[] parts, String outcome) throws IOException {
        if (parts.length == 5) {
            accesses.append(requestId, principal, parts[2], parts[3], parts[4], outcome);
        }
    }

    private record Reply(int status, String outcome, Object body) {
        static Reply refused(String requestId, int status, String code, String sentence) {
            return new Reply(status, code, new Failure(requestId, code, sentence));
        }
    }

    private void serveAdmin(HttpExchange exchange) throws IOException {
        try (exchange) {
            serveOpenAdmin(exchange);
        }
    }

    private void serveOpenAdmin(HttpExchange exchange) throws IOException {
        try {
            administration.authenticate(bearer(exchange));
            var verb = exchange.getRequestURI().getPath().substring("/admin/".length());
            var request = Protocol.JSON.readValue(body(exchange), Protocol.AdminRequest.class);
            send(exchange, 200, administration.run(verb, request), null);
        } catch (Refusal refusal) {
            send(exchange, refusal.status(), new Failure("", refusal.code(), refusal.sentence()), null);
        } catch (com.fasterxml.jackson.core.JacksonException | IllegalArgumentException broken) {
            send(exchange, 400, new Failure("", "BadRequest", String.valueOf(broken.getMessage())), null);
        }
    }

    /** Plays a fault of a request that is answered; returns when the request goes on to the operation. */
    private void play(Fault fault) {
        switch (fault.kind()) {
            case THROTTLE -> throw new Refusal(429, "Throttled", "Too many requests");
            case ERROR -> throw new Refusal(500, "Internal", "Internal error");
            case DENY -> throw new Refusal(403, "AccessDenied", "Denied by an injected fault");
            case EXPIRED -> throw new Refusal(401, "Unauthenticated", "The credentials have expired");
            case UNCLEAR -> throw new Refusal(409, "Precondition", "The key cannot be used now");
            case SLOW -> await(fault, fault.latencyMillis());
            case HALF, DROP, HANG -> {
                // HALF cuts the answer where it is sent; the other two never come here.
            }
        }
    }

    private void leaveUnanswered(Fault fault, HttpExchange exchange) throws IOException {
        if (fault.kind() == Fault.Kind.HANG) {
            exchange.sendResponseHeaders(200, 1000);
            await(fault, Long.MAX_VALUE);
        }
    }

    private void await(Fault fault, long millis) {
        try {
            if (faults.whenCleared().await(millis, TimeUnit.MILLISECONDS) && fault.kind() == Fault.Kind.SLOW) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private String authenticated(HttpExchange exchange) {
        var token = bearer(exchange).split(":", 2);
        if (token.length != 2) {
            throw new Refusal(401, "Unauthenticated", "Authorization: Bearer <principal>:<secret> is missing");
        }
        vault.authenticate(token[0], token[1]);
        return token[0];
    }

    private static String bearer(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw new Refusal(413, "TooLarge", "A request has at most 1 MiB");
        }
        return bytes;
    }

    private static void send(HttpExchange exchange, int status, Object body, @Nullable Fault fault) throws IOException {
        var bytes = Protocol.JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        var half = fault != null && fault.kind() == Fault.Kind.HALF;
        exchange.getResponseBody().write(bytes, 0, half ? bytes.length / 2 : bytes.length);
        exchange.getResponseBody().flush();
    }

    /** The last accesses, newest last; for tests and the admin page. */
    public List<String> lastAccesses() {
        return accesses.last();
    }
}
