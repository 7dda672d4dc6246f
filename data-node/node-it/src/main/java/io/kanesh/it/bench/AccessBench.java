package io.kanesh.it.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What authentication and authorisation add to a request at 1,000 requests a second: the same rate against a path that asks
 * for nobody (health) and against one that checks a token and a role (the catalogue), from when each request should have
 * been sent, so that waiting in line counts. Needs a running installation; makes tokens, and revokes them again.
 */
public final class AccessBench {
    private static final int RATE = 1_000;
    private static final Duration LASTS = Duration.ofSeconds(20);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    /** A token may ask 50 times a second: so many share the rate. */
    private static final int TOKENS = 25;

    private static final int SENDERS = 32;
    private static final Pattern SECRET = Pattern.compile("\"secret\" ?: ?\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\" ?: ?\"(tok_[^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    private AccessBench(String base) {
        this.base = base;
    }

    /** A token to ask with, and its id to revoke it by. */
    private record Made(String id, String secret) {}

    public static void main(String[] arguments) throws Exception {
        var environment = System.getenv();
        Path home = Path.of(environment.getOrDefault("KANESH_HOME", System.getProperty("user.home") + "/.kanesh"));
        Path secret = home.resolve("secrets/loopback-owner");
        if (!Files.exists(secret)) {
            System.err.println("This measures a running installation. Start one first: ./kanesh up --detach");
            System.exit(1);
        }
        var bench = new AccessBench("http://127.0.0.1:" + environment.getOrDefault("KANESH_PORT", "8080"));
        bench.run(Files.readString(secret).strip());
    }

    private void run(String owner) throws Exception {
        List<Made> tokens = new ArrayList<>();
        try {
            for (int i = 0; i < TOKENS; i++) {
                tokens.add(make(owner));
            }
            var secrets = tokens.stream().map(Made::secret).toList();
            measure("/actuator/health/liveness", List.of(""), WARM_UP);
            measure("/api/v1/catalog/engine-versions", secrets, WARM_UP);
            double[] open = measure("/actuator/health/liveness", List.of(""), LASTS);
            double[] guarded = measure("/api/v1/catalog/engine-versions", secrets, LASTS);
            print("open path", open);
            print("with token and role", guarded);
            System.out.printf(
                    Locale.ROOT,
                    "added: median %.2f ms, p99 %.2f ms (at %d requests/s; the goal is 1 ms at p99)%n",
                    at(guarded, 0.5) - at(open, 0.5),
                    at(guarded, 0.99) - at(open, 0.99),
                    RATE);
        } finally {
            for (Made token : tokens) {
                send("DELETE", "/api/v1/tokens/" + token.id(), owner, null);
            }
        }
    }

    private Made make(String owner) throws IOException, InterruptedException {
        String answer = send("POST", "/api/v1/tokens", owner, "{\"name\":\"bench-access\",\"role\":\"VIEWER\"}")
                .body();
        return new Made(first(ID, answer), first(SECRET, answer));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no token was made: " + text);
        }
        return matcher.group(1);
    }

    /** Sorted latencies in milliseconds, each from the moment at which its request was due. */
    private double[] measure(String path, List<String> secrets, Duration lasts)
            throws InterruptedException, ExecutionException {
        int requests = (int) (RATE * lasts.toSeconds());
        double[] latencies = new double[requests];
        var senders = Executors.newFixedThreadPool(SENDERS);
        try {
            long begin = System.nanoTime() + 100_000_000L;
            List<Future<?>> running = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int from = sender;
                running.add(senders.submit(() -> {
                    for (int i = from; i < requests; i += SENDERS) {
                        long due = begin + i * 1_000_000_000L / RATE;
                        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        var answer = send("GET", path, secrets.get(i % secrets.size()), null);
                        if (answer.statusCode() != 200) {
                            throw new IllegalStateException(path + " answered " + answer.statusCode());
                        }
                        latencies[i] = (System.nanoTime() - due) / 1e6;
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            senders.shutdownNow();
        }
        Arrays.sort(latencies);
        return latencies;
    }

    private HttpResponse<String> send(String method, String path, String token, @Nullable String json)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method, json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    }

    private static void print(String what, double[] sorted) {
        System.out.printf(
                Locale.ROOT,
                "%-22s median %6.2f ms   p95 %6.2f ms   p99 %6.2f ms   worst %7.2f ms%n",
                what,
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 0.99),
                sorted[sorted.length - 1]);
    }
}
