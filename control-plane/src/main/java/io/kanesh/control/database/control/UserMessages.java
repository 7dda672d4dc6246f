package io.kanesh.control.database.control;

import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.database.DatabaseUser;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is said to an engine about users, and what its answers mean. */
final class UserMessages {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private UserMessages() {}

    /** See the agent protocol's {@code users-put}. */
    record Put(
            String name,
            boolean create,
            @Nullable String saltedHash,
            @Nullable Instant expiresAt,
            List<UserAccess> access,
            List<String> withdrawn) {

        /** @param draft one without problems */
        static Put creation(UserDraft draft, String saltedHash) {
            String name = Objects.requireNonNull(draft.name());
            return new Put(name, true, saltedHash, draft.expiresAt(), accessOf(draft), List.of());
        }

        @Override
        public String toString() {
            return "Put[" + name + ", hash not shown]";
        }
    }

    /** See {@code users-rotate}. */
    record Rotate(String name, String saltedHash, Instant formerUntil) {}

    /** See {@code users-drop}. */
    record Drop(String name) {}

    /** @param draft one without problems */
    static List<UserAccess> accessOf(UserDraft draft) {
        List<@Nullable UserAccess> access = draft.access();
        return access == null
                ? List.of()
                : access.stream().map(Objects::requireNonNull).toList();
    }

    static Put readPut(String json) {
        return JSON.readValue(json, Put.class);
    }

    static String write(Object message) {
        return JSON.writeValueAsString(message);
    }

    static List<DatabaseUser> readUsers(String json) {
        return JSON.readValue(json, new TypeReference<List<DatabaseUser>>() {});
    }

    static Answer<Map<String, String>> outcome(Map<String, String> values, String user) {
        return switch (values.getOrDefault("outcome", "")) {
            case "DONE" -> Answer.of(values);
            case "EXISTS" ->
                Answer.refused(new Problem(
                        "user-exists",
                        Kind.CONFLICT,
                        "The database has a user '" + user + "' already.",
                        "name",
                        "Choose another name, or change that user with PATCH.",
                        Map.of()));
            case "NOT_OURS" -> Answer.refused(notOurs(user));
            case "MISSING" -> Answer.refused(gone(user));
            case "KEYSPACE_UNKNOWN" ->
                Answer.refused(Problem.invalid(
                        "access",
                        "keyspace-unknown",
                        "The database has no keyspace " + keyspaces(values) + ".",
                        "Create it first: CREATE KEYSPACE …; names with capitals must be written as they are."));
            default -> throw new IllegalStateException("an engine answered " + values.get("outcome"));
        };
    }

    private static String keyspaces(Map<String, String> values) {
        List<String> names =
                JSON.readValue(values.getOrDefault("keyspaces", "[]"), new TypeReference<List<String>>() {});
        return String.join(", ", names);
    }

    static Problem notOurs(String user) {
        return new Problem(
                "user-made-by-cql",
                Kind.CONFLICT,
                "The role '" + user + "' was made by CQL; Kanesh shows it and leaves it alone.",
                "name",
                "Change it by CQL, or drop it there and create it here.",
                Map.of());
    }

    static Problem gone(String user) {
        return Problem.of("user-not-found", Kind.NOT_FOUND, "The database has no user '" + user + "'.");
    }
}
