package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.FirstUser;
import io.kanesh.control.cluster.FirstUsers;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** First users without rules, and what was told of them. */
final class ToldUsers implements FirstUsers {
    final List<String> told = new ArrayList<>();

    @Override
    public List<Problem> check(List<@Nullable UserDraft> drafts, String admin) {
        return List.of();
    }

    @Override
    public Hashed hash(UserDraft draft) {
        return new Hashed(user(Objects.requireNonNull(draft.name())), null);
    }

    @Override
    public void tell(Cluster cluster, FirstUser user, Map<String, String> answer) {
        told.add(user.name() + " " + answer.get("outcome"));
    }

    static FirstUser user(String name) {
        return new FirstUser(name, "{\"name\":\"" + name + "\",\"saltedHash\":\"$2a$10$hash\"}");
    }
}
