package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is tried against any API on a network. Tokens, sign-in, members and the trail have attacks in tests of their own. */
@ControlPlaneTest
class AttackTest {
    @LocalServerPort
    private int port;

    private Api owner;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/me", "/api/v1/openapi.json", "/api/docs"})
    void nothingIsShownInAFrameOrTakenForSomethingElse(String path) {
        Reply reply = owner.get(path);
        assertThat(reply.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void otherSitesAreToldNothing() {
        Api foreign = owner.with("Origin", "https://evil.example");
        assertThat(foreign.get("/api/v1/me").header("Access-Control-Allow-Origin"))
                .isEmpty();
        Reply asked = foreign.with("Access-Control-Request-Method", "POST").send("OPTIONS", "/api/v1/tokens", null);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void lineBreaksInAnAddressMakeNoHeader() {
        for (String path : new String[] {
            "/api/v1/projects/x%0d%0aSet-Cookie:%20a=b", "/api/v1/projects?pageToken=x%0d%0aSet-Cookie:%20a=b"
        }) {
            Reply reply = owner.get(path);
            assertThat(reply.status()).as(path).isBetween(400, 499);
            assertThat(reply.header("Set-Cookie")).isEmpty();
        }
        Reply named = owner.post("/api/v1/tokens", "{\"name\":\"a\\r\\nERROR forged\",\"role\":\"VIEWER\"}");
        assertThat(named.at("field")).isEqualTo("name");
    }

    @Test
    void whatIsNotAskedForCannotBeSet() {
        for (String extra : new String[] {
            "\"id\":\"tok_00000000000000000000000000\"", "\"secret\":\"mine\"", "\"version\":7", "\"secretHash\":\"AA\""
        }) {
            Reply refused = owner.post("/api/v1/tokens", "{\"name\":\"x\",\"role\":\"VIEWER\"," + extra + "}");
            assertThat(refused.at("code")).as(extra).isEqualTo("unknown-field");
        }
        Reply project = owner.post("/api/v1/projects", "{\"name\":\"mass-" + System.nanoTime() + "\"}");
        String path = "/api/v1/projects/" + project.at("id");
        for (String extra : new String[] {"organizationId", "id", "createdAt"}) {
            assertThat(owner.patch(path, "{\"" + extra + "\":\"org_00000000000000000000000001\"}")
                            .at("code"))
                    .isEqualTo("unknown-field");
        }
    }

    /** A key's name is never an address: nothing that a customer writes there makes us call a host of their choice. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest",
                "arn:aws:kms:eu-central-1.evil.example:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:evil.example#:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:eu-central-1@127.0.0.1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "projects/../../../locations/x/keyRings/y/cryptoKeys/z",
                "projects/p/locations/evil.example/keyRings/r/cryptoKeys/k",
                "//evil.example/projects/p/locations/l/keyRings/r/cryptoKeys/k",
                "kanesh-local://127.0.0.1:1/key",
                "kanesh-local://user@host/key"
            })
    void aKeyNamesNoAddress(String uri) {
        String project = owner.post("/api/v1/projects", "{\"name\":\"ssrf-" + System.nanoTime() + "\"}")
                .at("id");
        String keys = "/api/v1/projects/" + project + "/keys";
        Reply refused = owner.post(keys, "{\"name\":\"k\",\"uri\":\"" + uri + "\"}");
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.at("field")).isEqualTo("uri");
        for (String extra : new String[] {"endpoint", "settings", "address", "region"}) {
            assertThat(owner.post(
                                    keys,
                                    "{\"name\":\"k\",\"uri\":\"kanesh-local://a/b\",\"" + extra
                                            + "\":\"http://127.0.0.1\"}")
                            .at("code"))
                    .isEqualTo("unknown-field");
        }
    }

    @Test
    void bombsDoNotGoOff() throws Exception {
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        assertThat(owner.post("/api/v1/tokens", deep).status()).isEqualTo(400);
        String number = "{\"name\":" + "9".repeat(900_000) + "}";
        assertThat(owner.post("/api/v1/tokens", number).status()).isEqualTo(400);
        String wide = "{\"name\":\"a\",\"role\":\"VIEWER\",\"scopes\":[" + "\"VIEW\",".repeat(100_000) + "\"VIEW\"]}";
        assertThat(owner.post("/api/v1/tokens", wide).status()).isBetween(200, 422);

        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write("{\"name\":\"zipped\",\"role\":\"VIEWER\"}".getBytes(StandardCharsets.UTF_8));
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/tokens"))
                .header("Authorization", "Bearer " + ControlPlaneTest.ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
        // Nothing is unpacked: a small body stays small.
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoSendsHalfARequestIsNotWaitedForForever() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Le".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .doesNotContain(" 200 ")
                    .doesNotContain(" 201 ");
        }
    }
}
