package io.kanesh.control.activity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.access.Party;
import io.kanesh.control.access.Role;
import io.kanesh.control.shared.IdSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The audit trail: what is in it, who sees it, and that nobody changes it unseen. */
@ControlPlaneTest
class AuditTrailTest {
    private static final String EVENTS = "/api/v1/audit-events";

    @LocalServerPort
    private int port;

    @Autowired
    private IdSource ids;

    @Autowired
    private JdbcClient database;

    @Autowired
    private AuditChain chain;

    @Autowired
    private AuditStore store;

    private Api owner;
    private Party party;
    private String project;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        party = Party.make(owner, ids, database);
        project = "/api/v1/projects/" + party.project();
    }

    private List<JsonNode> entries(Api reader, String query) {
        await("the entries are in the chain").atMost(10, TimeUnit.SECONDS).until(store::isIntakeEmpty);
        Reply page = reader.get(EVENTS + query);
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return page.body().path("items").valueStream().toList();
    }

    @Test
    void aChangeIsThereWithWhoDidItAndWhatItWasBefore() {
        Api admin = party.inProject(Role.OWNER);
        Reply renamed = admin.patch(project, "{\"name\":\"renamed-here\"}");
        assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);

        var request = entries(admin, "?action=updateProject").get(0);
        assertThat(request.path("outcome").asString()).isEqualTo("DONE");
        assertThat(request.path("actorId").asString())
                .isEqualTo(admin.get("/api/v1/me").at("id"));
        assertThat(request.path("roles").path(0).asString()).isEqualTo("OWNER " + party.project());
        assertThat(request.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(request.path("requestId").asString()).isEqualTo(renamed.header("X-Trace-Id"));
        var change = entries(admin, "?action=ProjectRenamed").get(0);
        assertThat(change.path("requestId")).isEqualTo(request.path("requestId"));
        assertThat(change.path("resourceId").asString()).isEqualTo(party.project());
        assertThat(change.path("before").toString()).doesNotContain("renamed-here");
        assertThat(change.path("after").toString()).contains("renamed-here");
    }

    @Test
    void everyRefusalIsThere() {
        Api viewer = party.inProject(Role.VIEWER);
        String viewerId = viewer.get("/api/v1/me").at("id");
        assertThat(viewer.post(project + "/clusters", "{}").status()).isEqualTo(403);
        String foreign = Party.make(owner, ids, database).project();
        assertThat(viewer.get("/api/v1/projects/" + foreign).status()).isEqualTo(404);
        String trace = owner.as("kns_forged").get("/api/v1/me").header("X-Trace-Id");

        var refused = entries(owner, "?actor=" + viewerId + "&outcome=REFUSED");
        assertThat(refused)
                .extracting(entry -> entry.path("code").asString())
                .containsExactly("project-not-found", "role-too-low");
        assertThat(entries(owner, "?outcome=REFUSED"))
                .anySatisfy(
                        entry -> assertThat(entry.path("requestId").asString()).isEqualTo(trace));
    }

    @Test
    void eachAttackIsThereWithWhatItWasTold() {
        Api viewer = party.inProject(Role.VIEWER);
        Api admin = party.inProject(Role.OWNER);
        String session = owner.as("")
                .post("/api/v1/session", "{\"token\":\"" + admin.token() + "\"}")
                .header("Set-Cookie")
                .split(";")[0];
        var attacks = List.of(
                owner.as("").with("Cookie", session).post("/api/v1/tokens", "{}"),
                viewer.get("/api/v1/organizations/" + ids.next("org")),
                viewer.post("/api/v1/tokens", "{\"name\":\"mightier\",\"role\":\"OWNER\"}"),
                admin.post("/api/v1/tokens", "{\"name\":\"x\",\"role\":\"VIEWER\",\"secretHash\":\"AA\"}"),
                admin.post("/api/v1/tokens", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
                admin.post(project + "/keys", "{\"name\":\"k\",\"uri\":\"https://169.254.169.254/latest\"}"));
        assertThat(attacks)
                .allSatisfy(
                        reply -> assertThat(reply.status()).as(reply.toString()).isBetween(400, 499));
        var told = entries(owner, "?outcome=REFUSED&pageSize=200").stream()
                .collect(Collectors.toMap(
                        entry -> entry.path("requestId").asString(),
                        entry -> entry.path("code").asString(),
                        (newer, older) -> newer));
        assertThat(attacks)
                .allSatisfy(reply -> assertThat(told)
                        .as(reply.toString())
                        .containsEntry(reply.header("X-Trace-Id"), reply.at("code")));
    }

    @Test
    void oneSeesOnesOwn() {
        Party other = Party.make(owner, ids, database);
        Api keys = party.inProject(Role.KEY_ADMINISTRATOR);
        assertThat(entries(keys, ""))
                .isNotEmpty()
                .allSatisfy(
                        entry -> assertThat(entry.path("projectId").asString()).isEqualTo(party.project()));
        assertThat(entries(keys, "?projectId=" + other.project())).isEmpty();
        assertThat(party.inProject(Role.OPERATOR).get(EVENTS).status()).isEqualTo(403);
        Api organization = party.inOrganization(Role.OWNER);
        assertThat(entries(organization, ""))
                .allSatisfy(entry ->
                        assertThat(entry.path("organizationId").asString()).isEqualTo(party.organization()));
    }

    @Test
    void noSecretGetsIn() {
        Reply made = owner.post(
                "/api/v1/tokens",
                "{\"name\":\"planted\",\"role\":\"VIEWER\",\"projectId\":\"" + party.project() + "\"}");
        String secret = made.at("secret");
        owner.get("/api/v1/projects/" + secret);
        owner.get(project + "?access_token=" + secret);
        owner.as(secret).post("/api/v1/tokens", "{\"name\":\"" + secret + "\",\"role\":\"OWNER\"}");
        owner.as(secret + "x").get("/api/v1/me");
        entries(owner, "");
        String trail = String.join(
                "\n",
                database.sql("SELECT line FROM audit_event UNION ALL SELECT entry FROM audit_intake")
                        .query(String.class)
                        .list());
        assertThat(trail).contains("TokenCreated").doesNotContain(secret).doesNotContain(secret.substring(4, 20));
    }

    @Test
    void lineBreaksMakeNoSecondLine() {
        owner.as("x").get("/api/v1/projects/a%0A%7B%22hash%22");
        entries(owner, "");
        String export = owner.get(EVENTS + ":export").text();
        assertThat(export.lines())
                .allSatisfy(line -> assertThat(line).startsWith("{\"hash\":\"").endsWith("}"));
    }

    @Test
    void anExportIsWholeAndTheCheckFindsWhatWasChanged(@TempDir Path folder) throws Exception {
        entries(owner, "");
        Path file = folder.resolve("trail.jsonl");
        Files.writeString(file, owner.get(EVENTS + ":export").text());
        assertThat(verify(file)).contains("is whole");
        // Somebody else's export has the others' entries withheld, and can be checked all the same.
        Files.writeString(
                file, party.inProject(Role.OWNER).get(EVENTS + ":export").text());
        assertThat(Files.readString(file)).contains("\"withheld\":true");
        assertThat(verify(file)).contains("is whole");

        long last = database.sql("SELECT max(sequence) FROM audit_event")
                .query(Long.class)
                .single();
        String original = line(last - 3);
        database.sql("UPDATE audit_event SET line = replace(line, '\"kind\":\"', '\"kind\":\"X') WHERE sequence = :s")
                .param("s", last - 3)
                .update();
        try {
            Files.writeString(file, owner.get(EVENTS + ":export").text());
            assertThat(verify(file)).contains("was changed");
        } finally {
            database.sql("UPDATE audit_event SET line = :line WHERE sequence = :s")
                    .param("line", original)
                    .param("s", last - 3)
                    .update();
        }
    }

    @Test
    void whatIsTrimmedLeavesAChainThatCanBeChecked(@TempDir Path folder) throws Exception {
        entries(owner, "");
        Instant cut = database.sql("SELECT at FROM audit_event ORDER BY sequence OFFSET 3 LIMIT 1")
                .query((row, i) ->
                        row.getObject("at", java.time.OffsetDateTime.class).toInstant())
                .single();
        chain.trim(cut);
        Path file = folder.resolve("trail.jsonl");
        Files.writeString(file, owner.get(EVENTS + ":export").text());
        assertThat(Files.readString(file)).contains("AuditTrimmed").doesNotContain("\"sequence\":1,");
        assertThat(verify(file)).contains("is whole");
    }

    private String line(long sequence) {
        return database.sql("SELECT line FROM audit_event WHERE sequence = :s")
                .param("s", sequence)
                .query(String.class)
                .single();
    }

    /** What {@code ./kanesh audit verify} says. */
    private static String verify(Path file) throws IOException, InterruptedException {
        var process = new ProcessBuilder("../kanesh", "audit", "verify", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
