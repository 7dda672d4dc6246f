package io.kanesh.control.cloud.simulated;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The users that clusters of simulated engines would have: what was asked for is kept, beside the machines, and nobody can log
 * in. Every keyspace counts as there, because none is. Safe from any thread.
 */
final class SimulatedUsers {
    static final Set<String> KINDS =
            Set.of(AgentTask.USERS_LIST, AgentTask.USERS_PUT, AgentTask.USERS_ROTATE, AgentTask.USERS_DROP);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;
    private final SortedMap<String, SortedMap<String, SimulatedUser>> byCluster;

    SimulatedUsers(Path file) {
        this.file = file;
        byCluster = Files.exists(file)
                ? JSON.readValue(
                        file.toFile(), new TypeReference<SortedMap<String, SortedMap<String, SimulatedUser>>>() {})
                : new TreeMap<>();
    }

    /** Forgets clusters that have no machine any more. */
    synchronized void keepThoseOf(Set<String> clusters) {
        if (byCluster.keySet().retainAll(clusters)) {
            write();
        }
    }

    /** What an engine of this cluster answers to one of {@link #KINDS}. */
    synchronized TaskResult answer(String cluster, AgentTask task) {
        var users = byCluster.computeIfAbsent(cluster, any -> new TreeMap<>());
        return switch (task.kind()) {
            case AgentTask.USERS_PUT -> done(put(users, asked(task)));
            case AgentTask.USERS_ROTATE -> done(rotate(users, asked(task)));
            case AgentTask.USERS_DROP -> done(users.remove(asked(task).name()) == null ? "MISSING" : "DONE");
            default ->
                answered(
                        "users",
                        JSON.writeValueAsString(
                                users.values().stream().map(SimulatedUser::told).toList()));
        };
    }

    private static Asked asked(AgentTask task) {
        return JSON.readValue(task.parameters().getOrDefault("request", "{}"), Asked.class);
    }

    /** As an engine does it: the same creation again is none, another of the same name is refused. */
    private static String put(SortedMap<String, SimulatedUser> users, Asked asked) {
        SimulatedUser known = users.get(asked.name());
        if (known == null && !asked.create()) {
            return "MISSING";
        }
        if (known != null && asked.create() && !Objects.equals(known.saltedHash(), asked.saltedHash())) {
            return "EXISTS";
        }
        users.put(asked.name(), known == null ? SimulatedUser.created(asked) : known.changed(asked));
        return "DONE";
    }

    private static String rotate(SortedMap<String, SimulatedUser> users, Asked asked) {
        return users.computeIfPresent(asked.name(), (name, user) -> user.rotated(asked)) == null ? "MISSING" : "DONE";
    }

    private TaskResult done(String outcome) {
        write();
        return answered("outcome", outcome);
    }

    private static TaskResult answered(String name, String value) {
        return new TaskResult(true, null, Map.of(name, value, SimulatedTasks.MARK, "true"));
    }

    private void write() {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, JSON.writeValueAsBytes(byCluster));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the three requests about one user say; each leaves out what it has no use for. */
    record Asked(
            String name,
            boolean create,
            @Nullable String saltedHash,
            @Nullable String expiresAt,
            @Nullable String formerUntil,
            @Nullable List<SimulatedUser.Access> access) {}
}
