package io.kanesh.control.database;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.shared.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Users of a cluster's database. Every method asks the cluster while the caller waits; it is refused with {@code
 * database-not-answering} when no node answers, and can then be repeated.
 */
public interface DatabaseUsers {

    /** Every role, those made by CQL among them, by name. */
    CompletableFuture<Answer<List<DatabaseUser>>> list(Cluster cluster);

    /** Empty when there is none with this name. */
    CompletableFuture<Answer<Optional<DatabaseUser>>> find(Cluster cluster, String name);

    /** Refused with {@code user-exists}, whoever made it. */
    CompletableFuture<Answer<Secret>> create(Cluster cluster, UserDraft draft, String requestedBy);

    /** Access and end of {@code current} become those of the draft; the password stays. */
    CompletableFuture<Answer<DatabaseUser>> change(
            Cluster cluster, DatabaseUser current, UserDraft draft, String requestedBy);

    /**
     * Gives it a new password.
     *
     * @param password null to have one made
     * @param overlap how long the present password holds beside the new one
     */
    CompletableFuture<Answer<Secret>> rotate(
            Cluster cluster, DatabaseUser current, @Nullable String password, Duration overlap, String requestedBy);

    /** Removes it with its permissions and closes its connections. */
    CompletableFuture<Answer<DatabaseUser>> delete(Cluster cluster, DatabaseUser current, String requestedBy);

    /**
     * A user with a new password.
     *
     * @param madePassword shown once; null when the caller gave one, who knows it
     */
    record Secret(DatabaseUser user, @Nullable String madePassword) {
        @Override
        public String toString() {
            return "Secret[" + user.name() + ", password not shown]";
        }
    }
}
