package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.shared.KaneshHome;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens over HTTP: made, used, narrowed, revoked. */
@ControlPlaneTest
class TokenApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private KaneshHome home;

    private Api owner;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
    }

    @Test
    void aNewTokenLetsItsBearerInUntilItIsRevoked() {
        var created = owner.post("/api/v1/tokens", "{\"name\":\"ci\",\"role\":\"VIEWER\"}");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        String secret = created.at("secret");
        assertThat(secret).matches("kns_[0-9a-hjkmnp-tv-z]{38}");
        String location = created.header("Location");
        assertThat(location).isEqualTo("/api/v1/tokens/" + created.at("id"));

        assertThat(owner.as(secret).get("/api/v1/me").body().at("/roles/0/role").asString())
                .isEqualTo("VIEWER");
        assertThat(owner.get(location).text()).doesNotContain(secret);

        assertThat(owner.with("If-Match", "\"77\"").delete(location).status()).isEqualTo(412);
        assertThat(owner.with("If-Match", created.header("ETag"))
                        .delete(location)
                        .status())
                .isEqualTo(204);
        var refused = owner.as(secret).get("/api/v1/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("code")).isEqualTo("token-unknown");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void theDatabaseHoldsNoSecret() {
        String secret = owner.post("/api/v1/tokens", "{\"name\":\"hidden\",\"role\":\"VIEWER\"}")
                .at("secret");
        String dump = String.join(
                "\n",
                database.sql("SELECT row_to_json(t)::text FROM token t")
                        .query(String.class)
                        .list());
        assertThat(dump).contains("hidden").doesNotContain(secret);
        assertThat(dump)
                .doesNotContain(HexFormat.of().formatHex(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void saysWhyATokenIsNotTaken() {
        assertThat(owner.as("").get("/api/v1/me").at("code")).isEqualTo("token-missing");
        assertThat(owner.as("kns_0000000000000000000000000000000000000x")
                        .get("/api/v1/me")
                        .at("code"))
                .isEqualTo("token-mistyped");
        assertThat(owner.as("something-else").get("/api/v1/me").at("code")).isEqualTo("token-unknown");
        var inUrl = owner.get("/api/v1/me?access_token=abc");
        assertThat(inUrl.status()).isEqualTo(400);
        assertThat(inUrl.at("code")).isEqualTo("token-in-url");
    }

    @Test
    void anExpiredTokenIsRefusedAndAPastExpiryIsNotAccepted() {
        var past = owner.post(
                "/api/v1/tokens", "{\"name\":\"late\",\"role\":\"VIEWER\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}");
        assertThat(past.status()).isEqualTo(422);
        assertThat(past.at("field")).isEqualTo("expiresAt");

        var created = owner.post(
                "/api/v1/tokens", "{\"name\":\"soon\",\"role\":\"VIEWER\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}");
        database.sql("UPDATE token SET expires_at = now() - interval '1 second' WHERE id = :id")
                .param("id", created.at("id"))
                .update();
        assertThat(owner.as(created.at("secret")).get("/api/v1/me").at("code")).isEqualTo("token-expired");
    }

    @Test
    void onlyOwnersHandleTokens() {
        var operator = owner.role("OPERATOR");
        assertThat(operator.get("/api/v1/tokens").status()).isEqualTo(403);
        assertThat(operator.post("/api/v1/tokens", "{\"name\":\"more\",\"role\":\"OWNER\"}")
                        .at("code"))
                .isEqualTo("role-too-low");
    }

    @Test
    void aRotatedTokenHasTwoSecretsForAWhile() {
        var created = owner.post("/api/v1/tokens", "{\"name\":\"turns\",\"role\":\"VIEWER\"}");
        String rotate = created.header("Location") + ":rotate";
        var rotated = owner.post(rotate, "{\"overlapSeconds\":3600}");
        assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);
        Api before = owner.as(created.at("secret"));
        Api after = owner.as(rotated.at("secret"));
        assertThat(before.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(after.get("/api/v1/me").at("id")).isEqualTo(created.at("id"));

        database.sql("UPDATE token SET previous_until = now() - interval '1 second' WHERE id = :id")
                .param("id", created.at("id"))
                .update();
        assertThat(before.get("/api/v1/me").at("code")).isEqualTo("token-unknown");
        assertThat(after.get("/api/v1/me").status()).isEqualTo(200);

        var atOnce = owner.post(rotate, "{\"overlapSeconds\":0}");
        assertThat(after.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(owner.as(atOnce.at("secret")).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(owner.post(rotate, "{\"overlapSeconds\":-1}").at("field")).isEqualTo("overlapSeconds");
    }

    @Test
    void scopesNarrowWhatATokenMayDo() {
        var project = owner.post("/api/v1/projects", "{\"name\":\"scoped-" + System.nanoTime() + "\"}");
        String path = "/api/v1/projects/" + project.at("id");
        var created = owner.post(
                "/api/v1/tokens",
                "{\"name\":\"narrow\",\"role\":\"OWNER\",\"scopes\":[\"ADMINISTER_PROJECT\"],\"projectId\":\""
                        + project.at("id") + "\"}");
        Api narrow = owner.as(created.at("secret"));
        assertThat(narrow.get(path).status()).isEqualTo(200);
        var refused = narrow.post(path + "/clusters", "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("code")).isEqualTo("scope-missing");
        var wider = narrow.post(
                "/api/v1/tokens", "{\"name\":\"wide\",\"role\":\"OWNER\",\"projectId\":\"" + project.at("id") + "\"}");
        assertThat(wider.at("code")).isEqualTo("scopes-beyond-own");
    }

    @Test
    void aTokenIsForOneLevelAndMembershipForOrganizations() {
        var both = owner.post(
                "/api/v1/tokens",
                "{\"name\":\"x\",\"role\":\"VIEWER\",\"projectId\":\"prj_00000000000000000000000000\","
                        + "\"organizationId\":\"org_00000000000000000000000000\"}");
        assertThat(both.status()).as(both.toString()).isEqualTo(422);
        var member = owner.post("/api/v1/tokens", "{\"name\":\"x\",\"role\":\"MEMBER\"}");
        assertThat(member.at("code")).isEqualTo("role-level-wrong");
        var nowhere = owner.post(
                "/api/v1/tokens",
                "{\"name\":\"x\",\"role\":\"VIEWER\",\"organizationId\":\"org_00000000000000000000000001\"}");
        assertThat(nowhere.at("code")).isEqualTo("organization-unknown");
    }

    @Test
    void whoeverReadsTheHomeIsItsOwner() throws Exception {
        var file = home.secrets().resolve("loopback-owner");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var local = owner.as(Files.readString(file).strip());
        assertThat(local.get("/api/v1/me").at("name")).isEqualTo("loopback-owner");
        assertThat(local.post("/api/v1/tokens", "{\"name\":\"fresh\",\"role\":\"OWNER\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 3; i++) {
            owner.post("/api/v1/tokens", "{\"name\":\"page\",\"role\":\"VIEWER\"}");
        }
        var first = owner.get("/api/v1/tokens?pageSize=2");
        assertThat(first.body().path("items").size()).isEqualTo(2);
        var second = owner.get("/api/v1/tokens?pageSize=2&pageToken=" + first.at("nextPageToken"));
        assertThat(second.body().path("items").get(0).path("id").asString())
                .isGreaterThan(first.body().path("items").get(1).path("id").asString());
    }
}
