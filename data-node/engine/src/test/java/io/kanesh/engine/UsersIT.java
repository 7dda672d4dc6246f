package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mindrot.jbcrypt.BCrypt;

/** Users of a real cluster of three: made on one node, used on another. */
class UsersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestCluster CLUSTER = ThreeNodes.cluster();

    @BeforeAll
    static void aKeyspace() {
        try (CqlSession admin = CLUSTER.session()) {
            admin.execute("CREATE KEYSPACE IF NOT EXISTS ledger WITH replication ="
                    + " {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
            admin.execute("CREATE TABLE IF NOT EXISTS ledger.entry (id int PRIMARY KEY, n int)");
        }
    }

    @Test
    void aUserMayDoWhatItWasGivenAndNoMore() {
        assertThat(put("reader", "first secret", null, access("ledger", true, false)))
                .isEqualTo("DONE");
        try (CqlSession reader = CLUSTER.session(1, "reader", "first secret")) {
            assertThat(reader.execute("SELECT * FROM ledger.entry").all()).isEmpty();
            assertThatThrownBy(() -> reader.execute("INSERT INTO ledger.entry (id, n) VALUES (1, 1)"))
                    .isInstanceOf(UnauthorizedException.class);
            put("reader", null, null, access("ledger", true, true));
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> reader.execute("INSERT INTO ledger.entry (id, n) VALUES (1, 1)"));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> user("reader").hasNonNull("lastLoginAt"));
        JsonNode seen = user("reader");
        assertThat(seen.path("managed").asBoolean()).isTrue();
        assertThat(seen.path("access").toString())
                .isEqualTo(
                        "[{\"keyspace\":\"ledger\",\"read\":true,\"write\":true,\"define\":false,\"unmask\":false}]");
        assertThat(seen.path("lastLoginFrom").asText()).startsWith("127.");
        assertThat(CLUSTER.engine(0).call("users-list", Map.of()).toString()).doesNotContain("$2a$");
    }

    @Test
    void twoSecretsHoldWhileARotationOverlaps() {
        put("rotated", "old secret", null, access("ledger", true, false));
        assertThat(put("rotated", "somebody else's", null)).isEqualTo("EXISTS");
        CLUSTER.session(2, "rotated", "old secret").close();
        String hash = hash("new secret");
        Instant until = Instant.now().plusSeconds(20);
        assertThat(rotate("rotated", hash, until)).isEqualTo("DONE");
        assertThat(rotate("rotated", hash, until)).as("a repetition").isEqualTo("DONE");

        await().atMost(Duration.ofSeconds(15))
                .ignoreExceptions()
                .untilAsserted(() -> CLUSTER.session(2, "rotated", "new secret").close());
        CLUSTER.session(1, "rotated", "old secret").close();
        assertThat(user("rotated").path("formerSecretUntil").asText()).isEqualTo(millis(until));

        await().atMost(Duration.ofSeconds(60)).until(() -> isRefused(1, "rotated", "old secret"));
        assertThat(Instant.now()).isAfter(until);
        CLUSTER.session(1, "rotated", "new secret").close();
    }

    @Test
    void aSecretSetByCqlVoidsTheFormerOne() {
        put("reset", "stolen secret", null, access("ledger", true, false));
        rotate("reset", hash("second secret"), Instant.now().plusSeconds(3600));
        CLUSTER.session(0, "reset", "stolen secret").close();
        try (CqlSession admin = CLUSTER.session()) {
            // Cassandra takes a password once in five seconds.
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(OverloadedException.class)
                    .untilAsserted(() -> admin.execute("ALTER ROLE reset WITH PASSWORD = 'third secret'"));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> isRefused(0, "reset", "stolen secret"));
        CLUSTER.session(0, "reset", "third secret").close();
    }

    @Test
    void anExpiredUserIsCutOffAndRefused() {
        put("guest", "for a moment", Instant.now().plusSeconds(3600).toString(), access("ledger", true, false));
        try (CqlSession guest = CLUSTER.session(1, "guest", "for a moment")) {
            put("guest", null, Instant.now().plusSeconds(1).toString(), access("ledger", true, false));
            await().atMost(Duration.ofSeconds(40)).until(() -> fails(guest));
        }
        assertThatThrownBy(() -> CLUSTER.session(1, "guest", "for a moment")).hasStackTraceContaining("expired");
        assertThat(isRefused(1, "guest", "wrong")).isTrue();
    }

    @Test
    void aDroppedUserIsCutOffAndLeavesNothing() {
        put("leaver", "gone soon", null, access("ledger", true, false));
        try (CqlSession leaver = CLUSTER.session(2, "leaver", "gone soon")) {
            assertThat(drop("leaver")).isEqualTo("DONE");
            await().atMost(Duration.ofSeconds(40)).until(() -> fails(leaver));
        }
        assertThat(drop("leaver")).as("again").isEqualTo("MISSING");
        assertThat(user("leaver").isMissingNode()).isTrue();
        put("leaver", "back again", null);
        assertThat(user("leaver").path("access")).isEmpty();
    }

    @Test
    void rolesMadeByCqlAreShownAndLeftAlone() {
        try (CqlSession admin = CLUSTER.session()) {
            admin.execute("CREATE ROLE IF NOT EXISTS by_hand WITH PASSWORD = 'typed' AND LOGIN = true");
            admin.execute("GRANT SELECT ON TABLE ledger.entry TO by_hand");
        }
        assertThat(user("by_hand").path("managed").asBoolean()).isFalse();
        assertThat(user("by_hand").path("otherPermissions").toString()).isEqualTo("[\"SELECT on data/ledger/entry\"]");
        assertThat(put("by_hand", "ours", null, access("ledger", true, true))).isEqualTo("NOT_OURS");
        assertThat(rotate("by_hand", hash("ours"), Instant.now())).isEqualTo("NOT_OURS");
        assertThat(drop("by_hand")).isEqualTo("NOT_OURS");
        CLUSTER.session(0, "by_hand", "typed").close();
    }

    @Test
    void whatTheRolesTablesHoldIsKeptFromTheCustomersAdministrator() {
        try (CqlSession admin = CLUSTER.session()) {
            for (String statement : List.of(
                    "SELECT * FROM system_auth.kanesh_users",
                    "UPDATE system_auth.kanesh_users SET expires_at = null WHERE role = 'guest'",
                    "DROP TABLE system_auth.kanesh_users",
                    "ALTER TABLE system_auth.kanesh_users ADD x int")) {
                assertThatThrownBy(() -> admin.execute(statement))
                        .as(statement)
                        .isInstanceOf(UnauthorizedException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a'b", "a\nb", "A", "x; DROP ROLE owner", "a\u0000b", "-", "é"})
    void refusesNamesThatAreNone(String name) {
        JsonNode answer = CLUSTER.engine(0).call("users-put", request(wanted(name, hash("x"), null)));
        assertThat(answer.path("ok").asBoolean()).isFalse();
        JsonNode keyspace = CLUSTER.engine(0)
                .call("users-put", request(wanted("fine", hash("x"), null, access(name + "'", true, false))));
        assertThat(keyspace.path("ok").asBoolean()).isFalse();
    }

    @Test
    void refusesKeyspacesThatAreNotTheCustomers() {
        assertThat(put("curious", "x", null, access("system_auth", true, true))).isEqualTo("KEYSPACE_UNKNOWN");
        assertThat(put("curious", "x", null, access("nowhere", true, true))).isEqualTo("KEYSPACE_UNKNOWN");
        assertThat(user("curious").isMissingNode()).isTrue();
    }

    /** The whole cluster's answer; shared with tests that stop a node. */
    static String putWhileANodeIsDown(String name) {
        return put(name, "made in need", null, access("*", true, true));
    }

    private static String put(String name, @Nullable String secret, @Nullable String expiresAt, Object... access) {
        return outcome(CLUSTER.engine(0)
                .call("users-put", request(wanted(name, secret == null ? null : hash(secret), expiresAt, access))));
    }

    private static Map<String, @Nullable Object> wanted(
            String name, @Nullable String hash, @Nullable String expiresAt, Object... access) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        wanted.put("name", name);
        wanted.put("create", hash != null);
        wanted.put("saltedHash", hash);
        wanted.put("expiresAt", expiresAt);
        wanted.put("access", List.of(access));
        wanted.put("withdrawn", List.of());
        return wanted;
    }

    private static Map<String, Object> access(String keyspace, boolean read, boolean write) {
        return Map.of("keyspace", keyspace, "read", read, "write", write, "define", false, "unmask", false);
    }

    private static String rotate(String name, String hash, Instant until) {
        return outcome(CLUSTER.engine(0)
                .call(
                        "users-rotate",
                        request(Map.of("name", name, "saltedHash", hash, "formerUntil", until.toString()))));
    }

    private static String drop(String name) {
        return outcome(CLUSTER.engine(0).call("users-drop", request(Map.of("name", name))));
    }

    private static String outcome(JsonNode answer) {
        assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
        return answer.path("result").path("outcome").asText();
    }

    private static Map<String, String> request(Map<String, ?> content) {
        try {
            return Map.of("request", JSON.writeValueAsString(content));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode user(String name) {
        JsonNode users =
                CLUSTER.engine(1).call("users-list", Map.of()).path("result").path("users");
        return StreamSupport.stream(users.spliterator(), false)
                .filter(user -> user.path("name").asText().equals(name))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    private static boolean isRefused(int node, String user, String password) {
        try {
            CLUSTER.session(node, user, password).close();
            return false;
        } catch (AllNodesFailedException refused) {
            return true;
        }
    }

    private static boolean fails(CqlSession session) {
        try {
            session.execute("SELECT * FROM ledger.entry");
            return false;
        } catch (RuntimeException cut) {
            return true;
        }
    }

    private static String hash(String secret) {
        return BCrypt.hashpw(secret, BCrypt.gensalt(4));
    }

    /** As Cassandra keeps a time. */
    private static String millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli()).toString();
    }
}
