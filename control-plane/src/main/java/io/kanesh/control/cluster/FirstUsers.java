package io.kanesh.control.cluster;

import io.kanesh.control.shared.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the creation of a cluster needs to know about database users; the module of databases answers. They are checked and hashed
 * when the cluster is asked for, and made when its engines serve.
 */
public interface FirstUsers {

    /**
     * What is wrong with them, each with its field, e.g. {@code users[1].name}; empty when nothing is.
     *
     * @param admin name of the cluster's first role
     */
    List<Problem> check(List<@Nullable UserDraft> drafts, String admin);

    /**
     * Takes tens of milliseconds.
     *
     * @param draft one without problems
     */
    Hashed hash(UserDraft draft);

    /**
     * Tells what became of a user: that it was created, or why not. Called once for each, in the caller's transaction.
     *
     * @param answer the values of an engine's answer to {@code users-put}
     */
    void tell(Cluster cluster, FirstUser user, Map<String, String> answer);

    /** @param madePassword shown once; null when the caller gave one, who knows it */
    record Hashed(FirstUser user, @Nullable String madePassword) {
        @Override
        public String toString() {
            return "Hashed[" + user.name() + ", password not shown]";
        }
    }
}
