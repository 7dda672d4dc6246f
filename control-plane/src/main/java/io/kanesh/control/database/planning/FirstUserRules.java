package io.kanesh.control.database.planning;

import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.shared.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with the users that a cluster shall be created with, beside what would be wrong with any user. */
public final class FirstUserRules {
    /** Each costs its hash while the request waits, a fifteenth of a second. */
    static final int MOST = 20;

    private FirstUserRules() {}

    /** @param admin name of the cluster's first role */
    public static List<Problem> check(List<@Nullable UserDraft> drafts, String admin, Instant now) {
        if (drafts.size() > MOST) {
            return List.of(Problem.invalid(
                    "users",
                    "too-many-users",
                    "A cluster is created with at most " + MOST + " users, not " + drafts.size() + ".",
                    "Create the others when it is there, at …/users."));
        }
        var problems = new ArrayList<Problem>();
        var fieldOfName = new HashMap<String, String>();
        for (int i = 0; i < drafts.size(); i++) {
            check("users[" + i + "]", drafts.get(i), fieldOfName, admin, now).forEach(problems::add);
        }
        return problems;
    }

    private static List<Problem> check(
            String path, @Nullable UserDraft draft, Map<String, String> fieldOfName, String admin, Instant now) {
        if (draft == null) {
            return List.of(Problem.invalid(
                    path, "user-required", "A user is an object, not null.", "{\"name\": \"orders_app\"}"));
        }
        var problems = new ArrayList<Problem>();
        UserRules.checkNew(draft, admin, now)
                .forEach(problem -> problems.add(problem.withField(path + "." + problem.field())));
        checkTwice(path + ".name", draft.name(), fieldOfName, problems);
        if (problems.isEmpty()) {
            checkKeyspaces(path + ".access", draft.access(), problems);
        }
        return problems;
    }

    private static void checkTwice(
            String field, @Nullable String name, Map<String, String> fieldOfName, List<Problem> problems) {
        String taken = name == null || name.isEmpty() ? null : fieldOfName.putIfAbsent(name, field);
        if (taken != null) {
            problems.add(Problem.invalid(
                    field, "user-twice", "Two users have this name; see " + taken + ".", "Give each its own."));
        }
    }

    private static void checkKeyspaces(
            String field, @Nullable List<@Nullable UserAccess> access, List<Problem> problems) {
        if (access == null) {
            return;
        }
        for (int i = 0; i < access.size(); i++) {
            UserAccess one = access.get(i);
            if (one != null && !one.keyspace().equals(UserAccess.EVERY_KEYSPACE)) {
                problems.add(Problem.invalid(
                        field + "[" + i + "].keyspace",
                        "keyspace-not-yet",
                        "A new cluster has no keyspace '" + one.keyspace() + "' yet.",
                        "\"*\" means every keyspace, those to come too; access to a single one can be given at …/users when"
                                + " it is there."));
            }
        }
    }
}
