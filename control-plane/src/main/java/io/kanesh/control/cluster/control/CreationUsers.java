package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.AdminRole;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.Clusters.FirstSecret;
import io.kanesh.control.cluster.Clusters.PreviewedChange;
import io.kanesh.control.cluster.FirstUsers;
import io.kanesh.control.cluster.FirstUsers.Hashed;
import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The users in the request for a cluster: checked, shown in its plan, and kept for the run that makes them. */
@Component
class CreationUsers {
    private final FirstUsers rules;
    private final FirstUserStore store;

    CreationUsers(FirstUsers rules, FirstUserStore store) {
        this.rules = rules;
        this.store = store;
    }

    /** The spec, or what is wrong with it and with the users. */
    Answer<ClusterSpec> check(Answer<ClusterSpec> spec, List<@Nullable UserDraft> drafts) {
        List<Problem> wrong = rules.check(drafts, AdminRole.DEFAULT_NAME);
        if (wrong.isEmpty()) {
            return spec;
        }
        List<Problem> ofSpec = spec.match(good -> List.of(), problems -> problems);
        return Answer.refused(Stream.concat(ofSpec.stream(), wrong.stream()).toList());
    }

    /** @param drafts without problems */
    List<Hashed> hash(List<@Nullable UserDraft> drafts) {
        return drafts.stream().map(Objects::requireNonNull).map(rules::hash).toList();
    }

    void keep(ClusterId cluster, List<Hashed> users) {
        if (!users.isEmpty()) {
            store.keep(cluster, users.stream().map(Hashed::user).toList());
        }
    }

    static List<FirstSecret> secrets(List<Hashed> users) {
        return users.stream()
                .map(user -> new FirstSecret(user.user().name(), user.madePassword()))
                .toList();
    }

    /** For the sentence that says what was asked for; empty without users. */
    static String words(List<Hashed> users) {
        return users.isEmpty()
                ? ""
                : " with the users "
                        + users.stream().map(user -> user.user().name()).collect(Collectors.joining(", "));
    }

    /** @param drafts without problems */
    static List<PreviewedChange> changes(List<@Nullable UserDraft> drafts) {
        return drafts.stream()
                .map(Objects::requireNonNull)
                .map(draft -> new PreviewedChange(
                        "ADD",
                        "user " + draft.name() + ": " + rights(draft)
                                + (draft.expiresAt() == null ? "" : ", until " + draft.expiresAt()),
                        "the request asks for it; made when every engine sees the others"))
                .toList();
    }

    private static String rights(UserDraft draft) {
        List<@Nullable UserAccess> access = draft.access();
        if (access == null || access.isEmpty()) {
            return "logs in, no access yet";
        }
        return access.stream()
                .map(Objects::requireNonNull)
                .map(CreationUsers::rights)
                .collect(Collectors.joining("; "));
    }

    private static String rights(UserAccess access) {
        var words = new ArrayList<String>();
        add(words, access.read(), "read");
        add(words, access.write(), "write");
        add(words, access.define(), "define");
        add(words, access.unmask(), "unmask");
        String where = access.keyspace().equals(UserAccess.EVERY_KEYSPACE) ? "every keyspace" : access.keyspace();
        return String.join(", ", words) + " in " + where;
    }

    private static void add(List<String> words, boolean given, String word) {
        if (given) {
            words.add(word);
        }
    }
}
