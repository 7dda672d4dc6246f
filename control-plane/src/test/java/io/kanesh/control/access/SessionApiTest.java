package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sign-in with a token: the console's session where there is no identity provider. */
@ControlPlaneTest
class SessionApiTest {
    private static final String SESSION = "/api/v1/session";

    @LocalServerPort
    private int port;

    private Api owner;
    private Api nobody;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        nobody = owner.as("");
    }

    private static String cookie(Reply reply) {
        return reply.header("Set-Cookie").replaceFirst(";.*", "");
    }

    @Test
    void aTokenBecomesASessionThatEndsWithIt() {
        Reply token = owner.post("/api/v1/tokens", "{\"name\":\"console\",\"role\":\"VIEWER\"}");
        Reply begun = nobody.post(SESSION, "{\"token\":\"" + token.at("secret") + "\"}");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(200);
        assertThat(begun.header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        assertThat(begun.text())
                .doesNotContain(token.at("secret"))
                .doesNotContain(cookie(begun).substring(20));
        Api browser = nobody.with("Cookie", cookie(begun));
        assertThat(browser.get(SESSION).at("csrfToken"))
                .isEqualTo(begun.at("csrfToken"))
                .hasSize(32);
        assertThat(browser.get("/api/v1/me").at("name")).isEqualTo("console");
        assertThat(browser.post("/api/v1/tokens", "{}").at("code")).isEqualTo("csrf-token-missing");
        assertThat(browser.with("X-CSRF-Token", begun.at("csrfToken"))
                        .post("/api/v1/tokens", "{\"name\":\"x\",\"role\":\"VIEWER\"}")
                        .at("code"))
                .isEqualTo("role-too-low");

        owner.delete("/api/v1/tokens/" + token.at("id"));
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(browser.get(SESSION).body().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void aBadTokenBeginsNothing() {
        Reply refused = nobody.post(SESSION, "{\"token\":\"kns_nonsense\"}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("code")).isEqualTo("token-mistyped");
        assertThat(refused.header("Set-Cookie")).isEmpty();
        assertThat(nobody.post(SESSION, "{}").at("field")).isEqualTo("token");
        assertThat(nobody.with("Cookie", "kanesh_session=forged")
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anotherSiteSignsNobodyIn() {
        String body = "{\"token\":\"" + ControlPlaneTest.ADMIN_TOKEN + "\"}";
        assertThat(nobody.with("Sec-Fetch-Site", "cross-site")
                        .post(SESSION, body)
                        .at("code"))
                .isEqualTo("cross-site-sign-in");
        // What a form of another site can send without asking first is not read.
        assertThat(nobody.with("Content-Type", "text/plain").post(SESSION, body).status())
                .isEqualTo(415);
    }

    @Test
    void anAnswerIsRepeatedToTheSameSessionOnly() {
        Api first = browser();
        Api second = browser();
        String body = "{\"name\":\"once\",\"role\":\"VIEWER\"}";
        Reply made = first.with("Idempotency-Key", "session-key").post("/api/v1/tokens", body);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(first.with("Idempotency-Key", "session-key")
                        .post("/api/v1/tokens", body)
                        .at("secret"))
                .isEqualTo(made.at("secret"));
        assertThat(second.with("Idempotency-Key", "session-key")
                        .post("/api/v1/tokens", body)
                        .at("secret"))
                .isNotEqualTo(made.at("secret"));
    }

    private Api browser() {
        Reply begun = nobody.post(SESSION, "{\"token\":\"" + ControlPlaneTest.ADMIN_TOKEN + "\"}");
        return nobody.with("Cookie", cookie(begun)).with("X-CSRF-Token", begun.at("csrfToken"));
    }
}
