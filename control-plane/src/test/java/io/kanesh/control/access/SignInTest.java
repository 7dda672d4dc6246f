package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.shared.IdSource;
import io.kanesh.identity.ProviderProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sign-in with OpenID Connect against a real provider in a process of its own, and what attackers would do to it. */
@ControlPlaneTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CLIENT_SECRET = "the-client-secret-planted-in-the-tests";

    @LocalServerPort
    private int port;

    @Autowired
    private IdSource ids;

    @Autowired
    private JdbcClient database;

    private Api owner;
    private Party party;
    private ProviderProcess provider;
    private String base;
    private String start;

    @BeforeAll
    void configure() throws IOException {
        owner = Api.owner(port);
        party = Party.make(owner, ids, database);
        base = "http://127.0.0.1:" + port;
        start = base + "/auth/oidc/" + party.organization();
        provider = ProviderProcess.start(base + "/auth/callback/" + party.organization());
        Reply put = put(provider.issuer(), party.project());
        assertThat(put.status()).as(put.toString()).isEqualTo(200);
        assertThat(put.text()).doesNotContain(CLIENT_SECRET);
    }

    @AfterAll
    void stop() throws IOException {
        provider.close();
    }

    private Reply put(String issuer, String project) {
        return owner.send(
                "PUT",
                "/api/v1/organizations/" + party.organization() + "/identity-provider",
                "{\"issuer\":\"" + issuer + "\",\"clientId\":\"kanesh\",\"clientSecret\":\"" + CLIENT_SECRET
                        + "\",\"groupRoles\":[{\"group\":\"dba\",\"role\":\"OPERATOR\",\"projectId\":\"" + project
                        + "\"}]}");
    }

    private JsonNode session(Browser browser) {
        return JSON.readTree(browser.get(base + "/api/v1/session").body());
    }

    private Browser signedIn(String user) {
        var browser = new Browser();
        var answer = browser.get(browser.signInAtProvider(start + "?returnTo=/clusters", user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(Browser.location(answer)).isEqualTo(base + "/clusters");
        return browser;
    }

    @Test
    void groupsGiveRolesAndTheSessionIsACookieThatNoScriptReads() {
        var browser = new Browser();
        assertThat(session(browser).path("signedIn").asBoolean()).isFalse();
        assertThat(session(browser).toString()).contains("/auth/oidc/" + party.organization());
        String toProvider = Browser.location(browser.get(start));
        assertThat(toProvider).startsWith(provider.issuer()).contains("code_challenge_method=S256", "nonce=", "state=");

        var ada = signedIn("ada");
        var me = JSON.readTree(ada.get(base + "/api/v1/me").body());
        assertThat(me.path("name").asString()).isEqualTo("Ada");
        assertThat(me.path("roles").toString()).contains("OPERATOR", party.project(), "MEMBER", party.organization());
        String project = base + "/api/v1/projects/" + party.project();
        assertThat(ada.get(project).statusCode()).isEqualTo(200);
        assertThat(signedIn("eve").get(project).statusCode()).isEqualTo(404);
    }

    @Test
    void aChangeNeedsTheHeaderAndSigningOutEndsIt() {
        var ada = signedIn("ada");
        String clusters = base + "/api/v1/projects/" + party.project() + "/clusters";
        var forged = ada.send("POST", clusters, "{}", Map.of());
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("csrf-token-missing");
        assertThat(ada.send("POST", clusters, "{}", Map.of("X-CSRF-Token", "0".repeat(32)))
                        .statusCode())
                .isEqualTo(403);
        String csrf = session(ada).path("csrfToken").asString();
        assertThat(ada.send("POST", clusters, "{}", Map.of("X-CSRF-Token", csrf))
                        .statusCode())
                .isEqualTo(422);
        String secret = ada.cookie("kanesh_session").orElseThrow();
        assertThat(ada.send("DELETE", base + "/api/v1/session", null, Map.of("X-CSRF-Token", csrf))
                        .statusCode())
                .isEqualTo(204);
        assertThat(owner.as("")
                        .with("Cookie", "kanesh_session=" + secret)
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anotherBrowserCannotEndASignIn() {
        String callback = new Browser().signInAtProvider(start, "eve");
        var victim = new Browser();
        var answer = victim.get(callback);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("sign-in-failed");
        assertThat(victim.cookie("kanesh_session")).isEmpty();
        // Neither can one that began another sign-in, nor the same one twice.
        victim.get(start);
        assertThat(victim.get(callback).statusCode()).isEqualTo(401);
        var ada = new Browser();
        String once = ada.signInAtProvider(start, "ada");
        assertThat(ada.get(once).statusCode()).isEqualTo(302);
        assertThat(ada.get(once).statusCode()).isEqualTo(401);
    }

    @Test
    void nobodyIsSentElsewhere() {
        for (String elsewhere :
                new String[] {"//evil.example", "https://evil.example/", "/%5Cevil.example", "/auth/oidc/x"}) {
            var browser = new Browser();
            var answer = browser.get(browser.signInAtProvider(start + "?returnTo=" + elsewhere, "ada"));
            assertThat(Browser.location(answer)).isEqualTo(base + "/");
        }
    }

    @Test
    void anInvitedPersonGetsTheRolesAtTheFirstSignIn() {
        String project = "/api/v1/projects/" + party.project();
        owner.post(project + "/members", "{\"email\":\"EVE@example.org\",\"roles\":[\"VIEWER\"]}");
        var eve = signedIn("eve");
        assertThat(eve.get(base + project).statusCode()).isEqualTo(200);
        String id =
                JSON.readTree(eve.get(base + "/api/v1/me").body()).path("id").asString();
        assertThat(owner.delete(project + "/members/" + id).status()).isEqualTo(204);
        assertThat(eve.get(base + project).statusCode()).isEqualTo(404);
    }

    @Test
    void aSignedTokenIsABearerTokenWhenEverythingFits() {
        String issuer = provider.issuer();
        assertThat(me(mint(issuer, "kanesh", 300)).status()).isEqualTo(200);
        assertThat(me(mint(issuer, "kanesh", 300)).text()).contains("OPERATOR", party.project());
        new Browser().send("POST", issuer + "/rotate", null, Map.of());
        assertThat(me(mint(issuer, "kanesh", 300)).status())
                .as("after the keys were changed")
                .isEqualTo(200);
    }

    @Test
    void aSignedTokenThatDoesNotFitIsRefused() {
        String issuer = provider.issuer();
        String good = mint(issuer, "kanesh", 300);
        assertRefused(mint(issuer, "another", 300));
        assertRefused(mint("http://127.0.0.1:1", "kanesh", 300));
        assertRefused(mint(issuer, "kanesh", -120));
        assertRefused(good.substring(0, good.length() - 6) + "AAAAAA");
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1));
        String[] parts = good.split("\\.");
        assertRefused(encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        assertRefused(encoded("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
        assertRefused(encoded("{\"alg\":\"HS256\"}") + "." + parts[1] + "." + parts[2]);
        String wider =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("dba", "all");
        assertRefused(parts[0] + "." + encoded(wider) + "." + parts[2]);
    }

    /** Each is signed, well formed and in time; only its key is not the provider's. */
    @Test
    void aSignedTokenCannotBringItsOwnKey() throws Exception {
        var asked = new AtomicInteger();
        var elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            URI keys = URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/keys");
            SignedJWT good = SignedJWT.parse(mint(provider.issuer(), "kanesh", 300));
            RSAKey mine = new RSAKeyGenerator(2048).keyID("mine").generate();
            for (var header : List.of(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .jwk(mine.toPublicJWK())
                            .build(),
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID("mine")
                            .jwkURL(keys)
                            .build(),
                    new JWSHeader.Builder(JWSAlgorithm.RS256).x509CertURL(keys).build(),
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID("../../../../dev/null")
                            .build(),
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(good.getHeader().getKeyID())
                            .build())) {
                var forged = new SignedJWT(header, good.getJWTClaimsSet());
                forged.sign(new RSASSASigner(mine));
                assertRefused(forged.serialize());
            }
            // What everybody may read of the provider's key is no secret to sign with.
            var published = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good.getJWTClaimsSet());
            published.sign(new MACSigner(
                    new Browser().get(provider.issuer() + "/oauth2/jwks").body().getBytes(StandardCharsets.UTF_8)));
            assertRefused(published.serialize());
            assertThat(me(good.serialize()).status()).isEqualTo(200);
            assertThat(asked).as("calls to an address that a token names").hasValue(0);
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void aFailedSignInIsAPageForPeopleThatRepeatsNothing() {
        var answer = new Browser()
                .send(
                        "GET",
                        base + "/auth/callback/" + party.organization()
                                + "?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=x",
                        null,
                        Map.of("Accept", "text/html,application/xhtml+xml"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(answer.body())
                .contains("sign-in-failed", "href=\"/sign-in\"")
                .contains(answer.headers().firstValue("X-Trace-Id").orElseThrow())
                .doesNotContain("script", "access_denied", "__TRACE__");
    }

    @Test
    void aProviderIsCalledAtPublicAddressesOnly() {
        for (String address : new String[] {
            "http://169.254.169.254/latest",
            "https://10.1.2.3",
            "https://[::1]/",
            "https://[fd00::1]",
            "http://2130706434/",
            "https://0.0.0.0",
            "file:///etc/passwd",
            "https://user@example.org",
            "ftp://example.org"
        }) {
            Reply refused = put(address, party.project());
            assertThat(refused.at("code")).as(address + " " + refused).isEqualTo("address-refused");
            assertThat(refused.at("field")).isEqualTo("issuer");
        }
        assertThat(put(provider.issuer() + "/other", party.project()).at("code"))
                .isEqualTo("provider-unreadable");
    }

    @Test
    void aProviderGivesNothingElsewhere() {
        String foreign = Party.make(owner, ids, database).project();
        Reply refused = put(provider.issuer(), foreign);
        assertThat(refused.at("code")).isEqualTo("project-unknown");
        assertThat(refused.at("field")).isEqualTo("groupRoles[0].projectId");
    }

    @Test
    void theDatabaseDoesNotHoldTheSecrets() {
        var ada = signedIn("ada");
        String session = ada.cookie("kanesh_session").orElseThrow();
        for (String table : database.sql(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                .query(String.class)
                .list()) {
            String dump = String.join(
                    "\n",
                    database.sql("SELECT row_to_json(t)::text FROM " + table + " t")
                            .query(String.class)
                            .list());
            assertThat(dump)
                    .as(table)
                    .doesNotContain(CLIENT_SECRET)
                    .doesNotContain(session)
                    .doesNotContain(Base64.getEncoder().encodeToString(CLIENT_SECRET.getBytes(StandardCharsets.UTF_8)))
                    .doesNotContain("PRIVATE KEY");
        }
    }

    private String mint(String issuer, String audience, long seconds) {
        return new Browser()
                .get(provider.issuer() + "/mint?iss=" + issuer + "&aud=" + audience + "&seconds=" + seconds)
                .body();
    }

    private Reply me(String jwt) {
        return owner.as(jwt).get("/api/v1/me");
    }

    private void assertRefused(String jwt) {
        Reply reply = me(jwt);
        assertThat(reply.status()).as(jwt + ": " + reply).isEqualTo(401);
        assertThat(reply.text()).doesNotContain("\"roles\"");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
