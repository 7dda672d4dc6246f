package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.postgres.hints.TwoControlPlanes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is taken through one control plane is gone in the other at the next request, and from every open stream within seconds. */
class RevokedEverywhereTest {
    private static TwoControlPlanes both;
    private static Api first;
    private static Api second;

    @BeforeAll
    static void start() throws IOException {
        both = TwoControlPlanes.start();
        first = both.api(both.first());
        second = both.api(both.second());
    }

    @AfterAll
    static void stop() {
        both.close();
    }

    private static Reply made(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isBetween(200, 201);
        return reply;
    }

    private static Reply token(String name) {
        return made(first.post("/api/v1/tokens", "{\"name\":\"" + name + "\",\"role\":\"VIEWER\"}"));
    }

    private static int status(Api api, String secret) {
        return api.as(secret).get("/api/v1/me").status();
    }

    @Test
    void aRevokedTokenIsRefusedAtTheNextRequestInEach() {
        var token = token("revoked");
        String secret = token.at("secret");
        for (int i = 0; i < 20; i++) {
            assertThat(status(first, secret)).isEqualTo(200);
            assertThat(status(second, secret)).isEqualTo(200);
        }
        assertThat(first.delete(token.header("Location")).status()).isEqualTo(204);
        assertThat(status(second, secret)).isEqualTo(401);
        assertThat(status(first, secret)).isEqualTo(401);
    }

    @Test
    void aSecretWithoutOverlapEndsAtTheNextRequestInEach() {
        var token = token("rotated");
        assertThat(status(second, token.at("secret"))).isEqualTo(200);
        var rotated = made(first.post(token.header("Location") + ":rotate", "{\"overlapSeconds\":0}"));
        assertThat(status(second, token.at("secret"))).isEqualTo(401);
        assertThat(status(second, rotated.at("secret"))).isEqualTo(200);
    }

    @Test
    void aSessionEndsWithItsTokenInEach() {
        var token = token("with-a-session");
        String cookie = made(first.as("").post("/api/v1/session", "{\"token\":\"" + token.at("secret") + "\"}"))
                .header("Set-Cookie")
                .split(";")[0];
        Api there = second.as("").with("Cookie", cookie);
        assertThat(there.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(first.delete(token.header("Location")).status()).isEqualTo(204);
        assertThat(there.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aMembersRolesAreGoneAtTheNextRequestInEach() {
        String organization =
                made(first.post("/api/v1/organizations", "{\"name\":\"left\"}")).at("id");
        String project = "/api/v1/projects/"
                + made(first.post(
                                "/api/v1/projects", "{\"name\":\"left\",\"organizationId\":\"" + organization + "\"}"))
                        .at("id");
        String accounts = "/api/v1/organizations/" + organization + "/service-accounts";
        String account = made(first.post(accounts, "{\"name\":\"leaver\"}")).at("id");
        made(first.post(project + "/members", "{\"memberId\":\"" + account + "\",\"roles\":[\"OPERATOR\"]}"));
        String secret = made(first.post(accounts + "/" + account + "/tokens", "{\"name\":\"t\"}"))
                .at("secret");
        assertThat(second.as(secret).get(project).status()).isEqualTo(200);
        assertThat(first.delete(project + "/members/" + account).status()).isEqualTo(204);
        assertThat(second.as(secret).get(project).status()).isEqualTo(404);
        assertThat(first.delete(accounts + "/" + account).status()).isEqualTo(204);
        assertThat(status(second, secret)).isEqualTo(401);
    }

    @Test
    void streamsEndWithTheirTokenSessionAndExpiryInEach() throws Exception {
        var revoked = token("streaming");
        var expiring = token("streaming-until");
        var withSession = token("streaming-by-cookie");
        String cookie = made(first.as("").post("/api/v1/session", "{\"token\":\"" + withSession.at("secret") + "\"}"))
                .header("Set-Cookie")
                .split(";")[0];
        var staying = token("staying");
        try (var ofRevoked = stream(second, "Authorization", "Bearer " + revoked.at("secret"));
                var ofExpiring = stream(second, "Authorization", "Bearer " + expiring.at("secret"));
                var ofSession = stream(second, "Cookie", cookie);
                var ofStaying = stream(second, "Authorization", "Bearer " + staying.at("secret"))) {
            var ends = List.of(end(ofRevoked), end(ofExpiring), end(ofSession));
            var stays = end(ofStaying);
            assertThat(first.delete(revoked.header("Location")).status()).isEqualTo(204);
            assertThat(first.delete(withSession.header("Location")).status()).isEqualTo(204);
            both.first()
                    .getBean(JdbcClient.class)
                    .sql("UPDATE token SET expires_at = now() - interval '1 second' WHERE id = :id")
                    .param("id", expiring.at("id"))
                    .update();
            await().atMost(Duration.ofSeconds(30)).until(() -> ends.stream().allMatch(CompletableFuture::isDone));
            assertThat(stays).isNotDone();
        }
    }

    @Test
    void theStreamOfAMemberEndsWithItsLastRoleInEach() throws Exception {
        String organization = "/api/v1/organizations/"
                + made(first.post("/api/v1/organizations", "{\"name\":\"streaming\"}"))
                        .at("id");
        String accounts = organization + "/service-accounts";
        String leaver = made(first.post(accounts, "{\"name\":\"leaver\"}")).at("id");
        String stayer = made(first.post(accounts, "{\"name\":\"stayer\"}")).at("id");
        try (var ofLeaver = stream(second, "Authorization", "Bearer " + secretOf(accounts, leaver));
                var ofStayer = stream(second, "Authorization", "Bearer " + secretOf(accounts, stayer))) {
            var leaverEnds = end(ofLeaver);
            var stayerEnds = end(ofStayer);
            assertThat(first.delete(organization + "/members/" + leaver).status())
                    .isEqualTo(204);
            await().atMost(Duration.ofSeconds(30)).until(leaverEnds::isDone);
            assertThat(stayerEnds).isNotDone();
            assertThat(first.delete(organization).status()).isEqualTo(204);
            await().atMost(Duration.ofSeconds(30)).until(stayerEnds::isDone);
        }
    }

    private static String secretOf(String accounts, String account) {
        return made(first.post(accounts + "/" + account + "/tokens", "{\"name\":\"t\"}"))
                .at("secret");
    }

    private static InputStream stream(Api api, String header, String value) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/api/v1/events"))
                .header(header, value)
                .header("Accept", "text/event-stream")
                .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** Done when the server has closed the stream. */
    private static CompletableFuture<Void> end(InputStream stream) {
        var ended = new CompletableFuture<Void>();
        var reading = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "stream");
            thread.setDaemon(true);
            return thread;
        });
        reading.execute(() -> {
            try {
                while (stream.read() >= 0) {
                    // What is said meanwhile is not asked here.
                }
                ended.complete(null);
            } catch (IOException closedByTheTest) {
                ended.completeExceptionally(closedByTheTest);
            }
        });
        reading.shutdown();
        return ended;
    }

    /** With the limit as it is delivered, from an address of its own. */
    @Test
    void whoGuessesHasToWaitAndNobodyElseDoes() throws Exception {
        String wrong = "kns_" + "0".repeat(38);
        Reply refused = second.as(wrong).get("/api/v1/me");
        assertThat(refused.status()).isEqualTo(401);
        String last = "";
        int tries = 0;
        while (!last.startsWith("HTTP/1.1 429")) {
            last = ask("127.0.0.77", wrong);
            tries++;
            assertThat(tries).as(last).isLessThan(200);
        }
        assertThat(tries).isGreaterThanOrEqualTo(50);
        assertThat(last).contains("Retry-After: ", "too-many-wrong-tokens");
        String right = token("guessed").at("secret");
        // Neither does the right one come through from there, nor does a forged address help.
        assertThat(ask("127.0.0.77", right)).startsWith("HTTP/1.1 429");
        assertThat(ask("127.0.0.78", right)).startsWith("HTTP/1.1 200");
        assertThat(status(second, right)).isEqualTo(200);
    }

    private static String ask(String from, String token) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), second.port()));
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 192.0.2.1\r\n"
                                    + "Forwarded: for=192.0.2.1\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.join("\n", reader.lines().toList());
        }
    }
}
