package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many who send slowly, or never end: others are served all the same, and nobody's body is waited for for ever. */
@ControlPlaneTest
class SlowClientsTest {
    /** More than the server has threads (200). */
    private static final int MANY = 260;

    @LocalServerPort
    private int port;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket connect(String beginning) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.setSoTimeout(60_000);
        send(socket, beginning);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Test
    void headersThatDripHoldNobodyUp() throws IOException {
        for (int i = 0; i < MANY; i++) {
            connect("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Slow: ");
        }
        for (Socket socket : sockets) {
            send(socket, "a");
        }
        long begin = System.nanoTime();
        assertThat(Api.owner(port).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        var socket = connect("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(70_000));
        assertThat(answer(socket)).startsWith("HTTP/1.1 4").doesNotContain("roles");
    }

    /** A byte now and then: each comes in time, the whole does not. */
    @Test
    void aBodyThatDripsIsRefusedAndItsThreadIsFree() throws Exception {
        var socket = connect("POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + ControlPlaneTest.ADMIN_TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
        var refused = new StringBuilder();
        await("the body is not waited for any longer")
                .atMost(60, TimeUnit.SECONDS)
                .pollInterval(200, TimeUnit.MILLISECONDS)
                .until(() -> {
                    if (socket.getInputStream().available() == 0) {
                        send(socket, " ");
                        return false;
                    }
                    refused.append(answer(socket));
                    return true;
                });
        assertThat(refused.toString()).startsWith("HTTP/1.1 408").contains("body-too-slow");
    }

    @Test
    void aBodyThatStopsIsRefusedToo() throws IOException {
        var socket = connect("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{\"token\":");
        assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("body-too-slow");
    }

    private static String answer(Socket socket) throws IOException {
        var text = new StringBuilder();
        try {
            var buffer = new byte[4096];
            for (int got = socket.getInputStream().read(buffer);
                    got >= 0;
                    got = socket.getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, got, StandardCharsets.UTF_8));
            }
        } catch (SocketException reset) {
            // Closed while we still sent: what came before counts.
            text.append(' ');
        }
        return text.toString();
    }
}
