package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What it costs a request to be known: 1,000 requests a second, every other one with a token to an operation whose handler only
 * repeats who asks, the others without to a page that is as small and open to all. Both go through the same server at the same time;
 * times count from when a request should have been sent. The difference is authentication, authorisation, the rate limit and the
 * reading of the answer's few fields. Run by {@code ./kanesh bench access}; no part of the tests.
 */
@ControlPlaneTest
class AccessBench {
    private static final Logger LOG = LoggerFactory.getLogger(AccessBench.class);
    private static final int RATE = 1_000;
    private static final int SECONDS = 20;
    private static final int ROUNDS = 5;
    private static final int CONNECTIONS = 32;

    @LocalServerPort
    private int port;

    @Test
    void whatBeingKnownCosts() throws Exception {
        Api owner = Api.owner(port);
        String project = owner.post("/api/v1/projects", "{\"name\":\"bench-" + System.nanoTime() + "\"}")
                .at("id");
        String token = owner.post(
                        "/api/v1/tokens",
                        "{\"name\":\"bench\",\"role\":\"OPERATOR\",\"projectId\":\"" + project + "\"}")
                .at("secret");
        byte[] known = request("/api/v1/me", "Authorization: Bearer " + token + "\r\n");
        byte[] open = request("/actuator/health/liveness", "");
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            run(known, open);
        }
        var added = new ArrayList<Double>();
        for (int round = 1; round <= ROUNDS; round++) {
            Times times = run(known, open);
            added.add(times.known(99) - times.open(99));
            LOG.info(
                    "bench access: round {}: with a token p50 {} ms, p99 {} ms; open p50 {} ms, p99 {} ms; added at p50 {} ms,"
                            + " at p99 {} ms",
                    round,
                    text(times.known(50)),
                    text(times.known(99)),
                    text(times.open(50)),
                    text(times.open(99)),
                    text(times.known(50) - times.open(50)),
                    text(times.known(99) - times.open(99)));
        }
        added.sort(null);
        LOG.info(
                "bench access: {} requests/s, median of {} rounds of {} s: {} ms added at p99 (aim: at most 1 ms)",
                RATE,
                ROUNDS,
                SECONDS,
                text(added.get(ROUNDS / 2)));
    }

    private static String text(double millis) {
        return String.format(java.util.Locale.ROOT, "%.2f", millis);
    }

    /** Milliseconds of one round, sorted. */
    private record Times(List<Double> known, List<Double> open) {
        double known(int percent) {
            return known.get(known.size() * percent / 100);
        }

        double open(int percent) {
            return open.get(open.size() * percent / 100);
        }
    }

    private Times run(byte[] known, byte[] open) throws Exception {
        int requests = RATE * SECONDS;
        var millis = new double[requests];
        var next = new AtomicInteger();
        long begin = System.nanoTime() + 100_000_000;
        var threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(() -> {
                    ask(next, begin, known, open, millis);
                    return null;
                });
            }
            for (var client : threads.invokeAll(clients)) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return new Times(every(millis, 0), every(millis, 1));
    }

    private static List<Double> every(double[] millis, int parity) {
        return IntStream.range(0, millis.length / 2)
                .mapToObj(i -> millis[2 * i + parity])
                .sorted()
                .toList();
    }

    private void ask(AtomicInteger next, long begin, byte[] known, byte[] open, double[] millis) throws IOException {
        int i = next.getAndIncrement();
        // The server closes a connection after some requests and says so with the last answer.
        while (i < millis.length) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                var in = new BufferedInputStream(socket.getInputStream());
                boolean goesOn = true;
                for (; goesOn && i < millis.length; i = next.getAndIncrement()) {
                    long due = begin + i * 1_000_000_000L / RATE;
                    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    socket.getOutputStream().write(i % 2 == 0 ? known : open);
                    goesOn = readAnswer(in);
                    millis[i] = (System.nanoTime() - due) / 1e6;
                }
            }
        }
    }

    private static byte[] request(String path, String header) {
        return ("GET " + path + " HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\n" + header + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Head and body; the body is chunked or has a length. Returns whether the connection takes another request. */
    private static boolean readAnswer(InputStream in) throws IOException {
        assertThat(line(in)).contains(" 200");
        int length = -1;
        boolean goesOn = true;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            goesOn &= !header.equalsIgnoreCase("Connection: close");
        }
        if (length >= 0) {
            in.skipNBytes(length);
            return goesOn;
        }
        for (int chunk = Integer.parseInt(line(in), 16); chunk > 0; chunk = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(chunk + 2L);
        }
        line(in);
        return goesOn;
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server has closed the connection");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }
}
