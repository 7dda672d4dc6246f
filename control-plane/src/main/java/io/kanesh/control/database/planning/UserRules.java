package io.kanesh.control.database.planning;

import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with what somebody wants of a user, each with its field. Whether names exist only the cluster knows. */
public final class UserRules {
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern KEYSPACE = Pattern.compile("\\*|[a-zA-Z]\\w{0,47}");
    private static final Set<String> RESERVED = Set.of("cassandra", "admin", "anonymous", "system", "root");
    /** Of bcrypt: what comes behind does not count. */
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private static final int SHORTEST_PASSWORD = 12;
    private static final int MOST_KEYSPACES = 100;

    private UserRules() {}

    /** @param admin name of the cluster's first role */
    public static List<Problem> checkNew(UserDraft draft, String admin, Instant now) {
        var problems = new ArrayList<Problem>();
        checkName(draft.name(), admin, problems);
        checkPassword(draft.password(), problems);
        problems.addAll(checkChange(draft, now));
        return problems;
    }

    /** Access and end. */
    public static List<Problem> checkChange(UserDraft draft, Instant now) {
        var problems = new ArrayList<Problem>();
        checkAccess(draft.access(), problems);
        Instant expiresAt = draft.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            problems.add(Problem.invalid(
                    "expiresAt",
                    "expiry-passed",
                    "This time has passed; the user could never log in.",
                    "A later time, e.g. \"" + now.plus(Duration.ofDays(30))
                            + "\", or null for a user without an end."));
        }
        return problems;
    }

    public static List<Problem> checkRotation(@Nullable String password, Duration overlap) {
        var problems = new ArrayList<Problem>();
        checkPassword(password, problems);
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            problems.add(Problem.invalid(
                    "overlapSeconds",
                    "overlap-invalid",
                    "Two passwords can hold at once for 0 to " + LONGEST_OVERLAP.toSeconds() + " seconds.",
                    "e.g. 3600"));
        }
        return problems;
    }

    private static void checkName(@Nullable String name, String admin, List<Problem> problems) {
        if (name == null || name.isEmpty()) {
            problems.add(Problem.invalid("name", "name-required", "A user needs a name.", "e.g. \"orders_app\""));
        } else if (!NAME.matcher(name).matches()) {
            problems.add(Problem.invalid(
                    "name",
                    "name-invalid",
                    "This is no name for a user.",
                    "1 to 63 lower-case letters, digits and underscores, starting with a letter, e.g. \"orders_app\""));
        } else if (RESERVED.contains(name)
                || name.equals(admin)
                || name.startsWith("kanesh")
                || name.startsWith("system_")) {
            problems.add(Problem.invalid(
                    "name", "name-reserved", "The name '" + name + "' is reserved.", "Choose another."));
        }
    }

    private static void checkPassword(@Nullable String password, List<Problem> problems) {
        if (password == null) {
            return;
        }
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        boolean hasControls = password.chars().anyMatch(Character::isISOControl);
        if (password.length() < SHORTEST_PASSWORD || bytes > LONGEST_PASSWORD_BYTES || hasControls) {
            problems.add(Problem.invalid(
                    "password",
                    "password-unusable",
                    "This password cannot be used.",
                    "At least " + SHORTEST_PASSWORD + " characters, at most " + LONGEST_PASSWORD_BYTES
                            + " bytes in UTF-8, no control characters; or leave it out to have one made."));
        }
    }

    private static void checkAccess(@Nullable List<@Nullable UserAccess> access, List<Problem> problems) {
        if (access == null) {
            return;
        }
        if (access.size() > MOST_KEYSPACES) {
            problems.add(Problem.invalid(
                    "access",
                    "too-many-keyspaces",
                    "A user has access to at most " + MOST_KEYSPACES + " keyspaces by name.",
                    "\"*\" means every keyspace."));
            return;
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < access.size(); i++) {
            checkOne("access[" + i + "]", access.get(i), seen, problems);
        }
    }

    private static void checkOne(String path, @Nullable UserAccess access, Set<String> seen, List<Problem> problems) {
        if (access == null || access.keyspace().isEmpty()) {
            problems.add(Problem.invalid(
                    path + ".keyspace", "keyspace-required", "Access is to a keyspace.", "e.g. \"shop\", or \"*\""));
            return;
        }
        String keyspace = access.keyspace();
        if (!KEYSPACE.matcher(keyspace).matches()) {
            problems.add(Problem.invalid(
                    path + ".keyspace",
                    "keyspace-invalid",
                    "This is no name of a keyspace.",
                    "A letter, then at most 47 letters, digits and underscores; or \"*\" for all."));
        } else if (keyspace.equals("system") || keyspace.startsWith("system_")) {
            problems.add(Problem.invalid(
                    path + ".keyspace",
                    "keyspace-reserved",
                    "Cassandra's own keyspaces are not given to users.",
                    "What every program needs to read there, it may read anyway."));
        } else if (!seen.add(keyspace)) {
            problems.add(Problem.invalid(
                    path + ".keyspace",
                    "keyspace-twice",
                    "The keyspace '" + keyspace + "' is named twice.",
                    "Say everything about a keyspace in one place."));
        } else if (!access.read() && !access.write() && !access.define() && !access.unmask()) {
            problems.add(Problem.invalid(
                    path,
                    "access-empty",
                    "This gives nothing.",
                    "Set read, write, define or unmask to true, or leave the keyspace out."));
        }
    }
}
