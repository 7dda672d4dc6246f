package io.kanesh.control.activity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.access.Party;
import io.kanesh.control.shared.IdSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** For every kind of resource: the trail has what was asked for before and after, and nothing secret of it. */
@ControlPlaneTest
class AuditedSpecsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SECRET = "planted-secret-9fK3vT";

    @LocalServerPort
    private int port;

    @Autowired
    private IdSource ids;

    @Autowired
    private JdbcClient database;

    @Autowired
    private AuditStore store;

    private Api owner;
    private Party party;
    private String organization;
    private String project;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        party = Party.make(owner, ids, database);
        organization = "/api/v1/organizations/" + party.organization();
        project = "/api/v1/projects/" + party.project();
    }

    /** What the trail says of the resource's last change for this reason. */
    private JsonNode change(String resource, String reason) {
        await("the entries are in the chain").atMost(20, TimeUnit.SECONDS).until(store::isIntakeEmpty);
        String line = database.sql("SELECT line FROM audit_event WHERE resource_id = :resource AND action = :reason"
                        + " ORDER BY sequence DESC LIMIT 1")
                .param("resource", resource)
                .param("reason", reason)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new AssertionError("no " + reason + " of " + resource + " in the trail"));
        assertThat(line).doesNotContain(SECRET);
        JsonNode entry = JSON.readTree(line);
        assertThat(entry.path("actorId").asString()).as("who did it").startsWith("tok_");
        assertThat(entry.path("outcome").asString()).isEqualTo("DONE");
        return entry;
    }

    private void assertMade(String resource, String reason, String... words) {
        JsonNode entry = change(resource, reason);
        assertThat(entry.has("before")).as(reason + " before").isFalse();
        assertThat(entry.path("after").toString()).contains(words);
    }

    private void assertChanged(String resource, String reason, String before, String after) {
        JsonNode entry = change(resource, reason);
        assertThat(entry.path("before").toString()).as(reason).contains(before).doesNotContain(after);
        assertThat(entry.path("after").toString()).as(reason).contains(after);
    }

    private void assertGone(String resource, String reason, String... words) {
        JsonNode entry = change(resource, reason);
        assertThat(entry.path("before").toString()).as(reason).contains(words);
        assertThat(entry.has("after")).as(reason + " after").isFalse();
    }

    private static String id(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isBetween(200, 299);
        return reply.at("id");
    }

    private static void done(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isBetween(200, 299);
    }

    private String fresh(String what) {
        return what + "-" + ids.next("x").substring(16);
    }

    @Test
    void organizationsAndProjects() {
        String was = owner.get(organization).at("name");
        assertMade(party.organization(), "OrganizationCreated", was);
        String name = fresh("renamed");
        done(owner.patch(organization, "{\"name\":\"" + name + "\"}"));
        assertChanged(party.organization(), "OrganizationRenamed", was, name);

        String made = id(owner.post(
                "/api/v1/projects",
                "{\"name\":\"" + fresh("gone") + "\",\"organizationId\":\"" + party.organization() + "\"}"));
        String token = id(owner.post(
                "/api/v1/tokens", "{\"name\":\"goes-along\",\"role\":\"VIEWER\",\"projectId\":\"" + made + "\"}"));
        assertMade(made, "ProjectCreated", "gone-");
        done(owner.delete("/api/v1/projects/" + made));
        assertGone(made, "ProjectDeleted", "gone-");
        assertGone(token, "TokenRevoked", "goes-along");
    }

    @Test
    void tokens() {
        String token = id(owner.post(
                "/api/v1/tokens",
                "{\"name\":\"turns\",\"role\":\"VIEWER\",\"projectId\":\"" + party.project() + "\"}"));
        assertMade(token, "TokenCreated", "turns", "VIEWER", party.project());
        var rotated = owner.post("/api/v1/tokens/" + token + ":rotate", "{\"overlapSeconds\":60}");
        done(rotated);
        assertChanged(
                token,
                "TokenRotated",
                "\"version\":0",
                rotated.body().path("previousSecretUntil").asString("20"));
        done(owner.delete("/api/v1/tokens/" + token));
        assertGone(token, "TokenRevoked", "turns");
    }

    @Test
    void membersAndServiceAccounts() {
        String account = id(owner.post(organization + "/service-accounts", "{\"name\":\"" + fresh("robot") + "\"}"));
        assertMade(account, "ServiceAccountCreated", "robot-");
        done(owner.post(project + "/members", "{\"memberId\":\"" + account + "\",\"roles\":[\"VIEWER\"]}"));
        assertMade(account, "RolesChanged", "VIEWER");
        done(owner.patch(project + "/members/" + account, "{\"roles\":[\"OPERATOR\"]}"));
        assertChanged(account, "RolesChanged", "VIEWER", "OPERATOR");
        String token = id(
                owner.post(organization + "/service-accounts/" + account + "/tokens", "{\"name\":\"of-the-robot\"}"));
        assertMade(token, "TokenCreated", "of-the-robot", account);
        done(owner.delete(project + "/members/" + account));
        assertGone(account, "MemberRemoved", "OPERATOR");
        done(owner.delete(organization + "/service-accounts/" + account));
        assertGone(account, "ServiceAccountDeleted", "robot-");
        assertGone(token, "TokenRevoked", "of-the-robot");
        assertThat(owner.get("/api/v1/tokens/" + token).status()).isEqualTo(404);
    }

    @Test
    void keysAndTheirPolicy() {
        String uri = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        String key = id(owner.post(project + "/keys", "{\"name\":\"mine\",\"uri\":\"" + uri + "\"}"));
        assertMade(key, "KeyRegistered", "mine", uri, "\"revoked\":false");
        done(owner.patch(project + "/keys/" + key, "{\"description\":\"for orders\"}"));
        assertChanged(key, "KeyChanged", "\"description\":\"\"", "for orders");
        done(owner.send("POST", project + "/keys/" + key + ":revoke", null));
        assertChanged(key, "KeyRevoked", "\"revoked\":false", "\"revoked\":true");
        done(owner.send("POST", project + "/keys/" + key + ":restore", null));
        assertChanged(key, "KeyRestored", "\"revoked\":true", "\"revoked\":false");
        done(owner.send("PUT", project + "/key-policy", "{\"customerKeysOnly\":true,\"aes256Only\":false}"));
        assertChanged(party.project(), "KeyPolicyChanged", "\"customerKeysOnly\":false", "\"customerKeysOnly\":true");
        done(owner.delete(project + "/keys/" + key));
        assertGone(key, "KeyDeleted", uri);
    }

    @Test
    void clustersAndTheirAllowLists() {
        Reply made = owner.post(
                project + "/clusters",
                "{\"name\":\"listed\",\"dataCenters\":[{\"region\":\"sim-1\"}]," + "\"provider\":\"simulated\"}");
        String cluster = id(made);
        assertThat(made.text()).contains("password");
        assertMade(cluster, "ClusterRequested", "listed", "127.0.0.0/8");
        assertThat(change(cluster, "ClusterRequested").toString())
                .doesNotContain(made.body().path("admin").path("password").asString());
        done(owner.send(
                "PUT", project + "/clusters/" + cluster + "/allowed-cidrs", "{\"allowedCidrs\":[\"10.20.0.0/16\"]}"));
        assertThat(lastSpec(cluster).path("before").toString()).doesNotContain("10.20.0.0/16");
        assertThat(lastSpec(cluster).path("after").toString()).contains("10.20.0.0/16");
    }

    private JsonNode lastSpec(String cluster) {
        await("the entries are in the chain").atMost(20, TimeUnit.SECONDS).until(store::isIntakeEmpty);
        List<String> lines = database.sql("SELECT line FROM audit_event WHERE resource_id = :resource"
                        + " AND line LIKE '%\"after\":%' ORDER BY sequence DESC LIMIT 1")
                .param("resource", cluster)
                .query(String.class)
                .list();
        return JSON.readTree(lines.get(0));
    }

    @Test
    void identityProviders() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        byte[] description = JSON.writeValueAsBytes(Map.of(
                "issuer", issuer,
                "jwks_uri", issuer + "/keys",
                "authorization_endpoint", issuer + "/authorize",
                "token_endpoint", issuer + "/token"));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, description.length);
            exchange.getResponseBody().write(description);
            exchange.close();
        });
        server.start();
        try {
            done(provider(issuer, "before-client"));
            assertMade(party.organization(), "IdentityProviderChanged", "before-client", "\"hasClientSecret\":true");
            done(provider(issuer, "after-client"));
            assertChanged(party.organization(), "IdentityProviderChanged", "before-client", "after-client");
            done(owner.delete(organization + "/identity-provider"));
            assertGone(party.organization(), "IdentityProviderRemoved", "after-client");
        } finally {
            server.stop(0);
        }
        String trail = String.join(
                "\n",
                database.sql("SELECT line FROM audit_event").query(String.class).list());
        assertThat(trail)
                .doesNotContain(SECRET)
                .doesNotContain(java.util.Base64.getEncoder()
                        .encodeToString(SECRET.getBytes(StandardCharsets.UTF_8))
                        .substring(4, 20));
    }

    private Reply provider(String issuer, String client) {
        return owner.send(
                "PUT",
                organization + "/identity-provider",
                "{\"issuer\":\"" + issuer + "\",\"clientId\":\"" + client + "\",\"clientSecret\":\"" + SECRET + "\"}");
    }

    /** The control: whoever publishes a change of a thing that somebody asked for, without what was asked for, is found. */
    @Test
    void noChangeOfAPersonIsWithoutItsSpec() {
        organizationsAndProjects();
        await("the entries are in the chain").atMost(20, TimeUnit.SECONDS).until(store::isIntakeEmpty);
        List<String> bare = database.sql(
                        "SELECT DISTINCT action FROM audit_event WHERE line LIKE '%\"kind\":\"CHANGE\"%'"
                                + " AND actor_id IS NOT NULL AND line NOT LIKE '%\"before\":%' AND line NOT LIKE '%\"after\":%'"
                                + " AND line NOT LIKE '%\"resourceType\":\"operation\"%'"
                                + " AND line NOT LIKE '%\"resourceType\":\"session\"%'")
                .query(String.class)
                .list();
        // What is asked of a cluster or a key at once, and changes nothing of what is asked for for good.
        assertThat(bare)
                .allMatch(action -> action.matches("Cluster[A-Z][a-z]+Requested|KeyChecked|ClusterUpdating"
                        + "|ClusterDeleting|NodeReplaceRequested"));
    }
}
