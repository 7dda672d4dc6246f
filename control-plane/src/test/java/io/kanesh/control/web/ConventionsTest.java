package io.kanesh.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds for every path of the API, shown on the tokens. */
@ControlPlaneTest
class ConventionsTest {
    private static final String TOKENS = "/api/v1/tokens";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    private Api owner;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
    }

    private static void assertProblem(Reply reply, int status, String code, String field) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.at("code")).isEqualTo(code);
        assertThat(reply.at("field")).isEqualTo(field);
        assertThat(reply.at("type")).isEqualTo("urn:kanesh:problem:" + code);
        assertThat(reply.body().path("status").asInt()).isEqualTo(status);
        assertThat(reply.at("title")).isNotBlank();
        assertThat(reply.at("detail")).isNotBlank();
        assertThat(reply.at("traceId")).isEqualTo(reply.header("X-Trace-Id"));
    }

    @Test
    void brokenJson() {
        assertProblem(owner.post(TOKENS, "{\"name\":"), 400, "malformed-json", "");
        assertProblem(owner.post(TOKENS, "{\"name\":\"a\"} trailing"), 400, "malformed-json", "");
        assertProblem(owner.post(TOKENS, ""), 400, "body-missing", "");
        assertProblem(owner.post(TOKENS, "[]"), 400, "wrong-type", "");
        assertProblem(owner.post(TOKENS, "null"), 400, "body-missing", "");
    }

    @Test
    void unknownAndRepeatedFields() {
        var unknown = owner.post(TOKENS, "{\"nam\":\"a\",\"role\":\"OWNER\"}");
        assertProblem(unknown, 400, "unknown-field", "nam");
        assertThat(unknown.at("hint")).contains("name, organizationId, projectId, role, scopes");
        assertProblem(
                owner.post(TOKENS, "{\"name\":\"a\",\"name\":\"b\",\"role\":\"OWNER\"}"),
                400,
                "repeated-field",
                "name");
    }

    @Test
    void aRefusedBodySaysWhatWouldBeRight() {
        for (String body : List.of(
                "", "[]", "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":\"a\",\"role\":\"OWNER\",\"scopes\":{}}")) {
            assertThat(owner.post(TOKENS, body).at("hint")).as(body).isNotBlank();
        }
        String count = "{\"dataCenters\":[{\"region\":\"local-1\",\"nodeGroups\":[{\"count\":1000000000000}]}]}";
        assertThat(owner.post("/api/v1/pricing:estimate", count).at("hint")).contains("For example: 3");
    }

    @Test
    void wrongTypes() {
        var number = owner.post(TOKENS, "{\"name\":5,\"role\":\"OWNER\"}");
        assertProblem(number, 400, "wrong-type", "name");
        assertThat(number.at("hint")).contains("ci-pipeline");
        var role = owner.post(TOKENS, "{\"name\":\"a\",\"role\":\"KING\"}");
        assertProblem(role, 400, "wrong-type", "role");
        assertThat(role.at("detail")).contains("OWNER, MEMBER, OPERATOR");
        assertProblem(owner.post(TOKENS, "{\"name\":\"a\",\"role\":1}"), 400, "wrong-type", "role");
        assertProblem(
                owner.post(TOKENS, "{\"name\":\"a\",\"role\":\"OWNER\",\"expiresAt\":\"soon\"}"),
                400,
                "wrong-type",
                "expiresAt");
    }

    @Test
    void everyInvalidFieldIsNamed() {
        var reply = owner.post(TOKENS, "{\"name\":\"\"}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("name", "role");
    }

    @Test
    void wrongContentTypeMethodAndPath() {
        assertProblem(owner.with("Content-Type", "text/plain").post(TOKENS, "{}"), 415, "content-type-unsupported", "");
        assertProblem(owner.with("Content-Type", "nonsense").post(TOKENS, "{}"), 415, "content-type-unsupported", "");
        var method = owner.send("PUT", TOKENS, "{}");
        assertProblem(method, 405, "method-not-allowed", "");
        assertThat(method.header("Allow")).contains("GET").contains("POST");
        assertProblem(owner.get("/api/v1/nothing"), 404, "no-such-path", "");
        assertProblem(owner.get(TOKENS + "/not-an-id"), 404, "token-not-found", "");
        assertProblem(owner.with("Accept", "image/png").get(TOKENS), 406, "not-acceptable", "");
        assertProblem(owner.get("/api/v1//tokens"), 400, "path-ambiguous", "");
        assertThat(owner.get(TOKENS + "/a%2Fb").at("code")).isEqualTo("bad-request");
    }

    @Test
    void pageParameters() {
        assertProblem(owner.get(TOKENS + "?pageSize=0"), 400, "parameter-invalid", "pageSize");
        assertProblem(owner.get(TOKENS + "?pageSize=999999999999"), 400, "parameter-invalid", "pageSize");
        assertProblem(owner.get(TOKENS + "?pageToken=%25%25"), 400, "parameter-invalid", "pageToken");
        assertProblem(owner.get(TOKENS + "?pageToken=YWZ0ZXI6AA"), 400, "parameter-invalid", "pageToken");
    }

    @Test
    void aBodyOfTenMegabytesIsRefusedForItsSize() {
        assertProblem(owner.post(TOKENS, "{\"name\":\"" + "x".repeat(10 << 20) + "\"}"), 413, "body-too-large", "");
    }

    @Test
    void whatIsNotEvenHttpIsAProblemToo() throws Exception {
        try (var socket = new Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /api/v1/me?{} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("\"code\":\"bad-request\"");
        }
    }

    @Test
    void aRepeatedPostHasOneEffectAndTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\":\"once-" + key.substring(0, 8) + "\",\"role\":\"VIEWER\"}";
        var once = owner.with("Idempotency-Key", key);
        var first = once.post(TOKENS, body);
        var second = once.post(TOKENS, body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(database.sql("SELECT count(*) FROM token WHERE name LIKE 'once-" + key.substring(0, 8) + "'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertProblem(
                once.post(TOKENS, body.replace("VIEWER", "OWNER")), 409, "idempotency-key-reused", "Idempotency-Key");
        // Somebody else's key of the same name is another key.
        assertThat(owner.role("OWNER")
                        .with("Idempotency-Key", key)
                        .post(TOKENS, body.replace("once", "other"))
                        .status())
                .isEqualTo(201);
        List<String> stored = database.sql("SELECT body FROM idempotency_key WHERE body IS NOT NULL")
                .query(String.class)
                .list();
        assertThat(stored)
                .isNotEmpty()
                .allSatisfy(
                        kept -> assertThat(new String(Base64.getDecoder().decode(kept), StandardCharsets.ISO_8859_1))
                                .doesNotContain("kns_", "tok_"));
    }

    @Test
    void aRefusedPostFreesItsKey() {
        var once = owner.with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(once.post(TOKENS, "{\"name\":\"\",\"role\":\"VIEWER\"}").status())
                .isEqualTo(422);
        assertThat(once.post(TOKENS, "{\"name\":\"fine\",\"role\":\"VIEWER\"}").status())
                .isEqualTo(201);
        assertProblem(
                owner.with("Idempotency-Key", "x".repeat(300)).post(TOKENS, "{}"),
                400,
                "idempotency-key-invalid",
                "Idempotency-Key");
    }
}
