package io.kanesh.control.database.control;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.DatabasePasswords;
import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.database.DatabaseUser;
import io.kanesh.control.database.DatabaseUsers;
import io.kanesh.control.database.control.UserMessages.Drop;
import io.kanesh.control.database.control.UserMessages.Put;
import io.kanesh.control.database.control.UserMessages.Rotate;
import io.kanesh.control.database.control.UserNews.Asked;
import io.kanesh.control.database.planning.UserRules;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.SameRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Users as the cluster's nodes tell and change them. A password becomes a hash here, and only that goes on. */
@Component
class AskedUsers implements DatabaseUsers {
    private final ClusterAgents agents;
    private final DatabasePasswords passwords;
    private final InstantSource clock;
    private final UserNews news;

    AskedUsers(ClusterAgents agents, DatabasePasswords passwords, InstantSource clock, UserNews news) {
        this.agents = agents;
        this.passwords = passwords;
        this.clock = clock;
        this.news = news;
    }

    @Override
    public CompletableFuture<Answer<List<DatabaseUser>>> list(Cluster cluster) {
        return agents.ask(cluster.id(), AgentTask.USERS_LIST, Map.of())
                .thenApply(answer -> answer.map(values -> UserMessages.readUsers(values.getOrDefault("users", "[]"))));
    }

    @Override
    public CompletableFuture<Answer<Optional<DatabaseUser>>> find(Cluster cluster, String name) {
        return list(cluster)
                .thenApply(answer -> answer.map(users ->
                        users.stream().filter(user -> user.name().equals(name)).findFirst()));
    }

    @Override
    public CompletableFuture<Answer<Secret>> create(Cluster cluster, UserDraft draft, String requestedBy) {
        List<Problem> problems = UserRules.checkNew(draft, cluster.admin().name(), clock.instant());
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        String name = Objects.requireNonNull(draft.name());
        String given = draft.password();
        String password = given == null ? passwords.next() : given;
        Put put = Put.creation(draft, passwords.hash(password));
        return tell(cluster, AgentTask.USERS_PUT, put, name)
                .thenCompose(done -> after(cluster, name, done))
                .thenApply(SameRequest.carry(answer -> answer.map(user -> {
                    publish(cluster, null, user, "DatabaseUserCreated", "was created by " + requestedBy);
                    return new Secret(user, given == null ? password : null);
                })));
    }

    @Override
    public CompletableFuture<Answer<DatabaseUser>> change(
            Cluster cluster, DatabaseUser current, UserDraft draft, String requestedBy) {
        List<Problem> problems = UserRules.checkChange(draft, clock.instant());
        if (!current.managed()) {
            return refused(List.of(UserMessages.notOurs(current.name())));
        }
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        List<UserAccess> wanted = UserMessages.accessOf(draft);
        List<String> withdrawn = current.access().stream()
                .map(UserAccess::keyspace)
                .filter(keyspace ->
                        wanted.stream().noneMatch(access -> access.keyspace().equals(keyspace)))
                .toList();
        var put = new Put(current.name(), false, null, draft.expiresAt(), wanted, withdrawn);
        return tell(cluster, AgentTask.USERS_PUT, put, current.name())
                .thenCompose(done -> after(cluster, current.name(), done))
                .thenApply(SameRequest.carry(answer -> answer.map(user -> {
                    publish(cluster, current, user, "DatabaseUserChanged", "was changed by " + requestedBy);
                    return user;
                })));
    }

    @Override
    public CompletableFuture<Answer<Secret>> rotate(
            Cluster cluster, DatabaseUser current, @Nullable String given, Duration overlap, String requestedBy) {
        List<Problem> problems = UserRules.checkRotation(given, overlap);
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        String password = given == null ? passwords.next() : given;
        Instant until = clock.instant().plus(overlap);
        var rotate = new Rotate(current.name(), passwords.hash(password), until);
        return tell(cluster, AgentTask.USERS_ROTATE, rotate, current.name())
                .thenCompose(done -> after(cluster, current.name(), done))
                .thenApply(SameRequest.carry(answer -> answer.map(user -> {
                    publish(
                            cluster,
                            current,
                            user,
                            "DatabaseUserRotated",
                            "got another password from " + requestedBy + "; the one before holds until " + until);
                    return new Secret(user, given == null ? password : null);
                })));
    }

    @Override
    public CompletableFuture<Answer<DatabaseUser>> delete(Cluster cluster, DatabaseUser current, String requestedBy) {
        return tell(cluster, AgentTask.USERS_DROP, new Drop(current.name()), current.name())
                .thenApply(SameRequest.carry(answer -> answer.map(done -> {
                    publish(cluster, current, null, "DatabaseUserDeleted", "was deleted by " + requestedBy);
                    return current;
                })));
    }

    private CompletableFuture<Answer<Map<String, String>>> tell(
            Cluster cluster, String kind, Object message, String name) {
        return agents.ask(cluster.id(), kind, Map.of("request", UserMessages.write(message)))
                .thenApply(answer -> answer.flatMap(values -> UserMessages.outcome(values, name)));
    }

    /** The user as it is now. */
    private CompletableFuture<Answer<DatabaseUser>> after(
            Cluster cluster, String name, Answer<Map<String, String>> done) {
        return done.match(
                values -> find(cluster, name)
                        .thenApply(answer -> answer.flatMap(found -> found.<Answer<DatabaseUser>>map(Answer::of)
                                .orElseGet(() -> Answer.refused(UserMessages.gone(name))))),
                problems -> refused(problems));
    }

    private static <T> CompletableFuture<Answer<T>> refused(List<Problem> problems) {
        return CompletableFuture.completedFuture(Answer.refused(problems));
    }

    private void publish(
            Cluster cluster, @Nullable DatabaseUser before, @Nullable DatabaseUser after, String reason, String what) {
        String user = Objects.requireNonNull(after == null ? before : after).name();
        news.tell(cluster, user, Asked.of(before), Asked.of(after), reason, what);
    }
}
