package io.kanesh.control.node.store;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.node.control.TaskStore;
import io.kanesh.control.shared.Id.NodeId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task as a row. */
@Entity
@Table(name = "node_task")
// Some columns are read by queries only.
@SuppressWarnings("UnusedVariable")
class TaskRow {
    @Id
    private String id = "";

    private String nodeId = "";
    private long fence;
    private String kind = "";
    private String parameters = "{}";
    private Instant expiresAt = Instant.EPOCH;
    private @Nullable Instant deliveredAt;
    private @Nullable Instant finishedAt;
    private @Nullable String result;
    private @Nullable String question;

    @Version
    private @Nullable Long version;

    protected TaskRow() {}

    TaskRow(AgentTask task, NodeId node, Instant expiresAt, @Nullable String question) {
        id = task.id();
        nodeId = node.value();
        fence = task.fence();
        kind = task.kind();
        parameters = Json.write(task.parameters());
        this.expiresAt = expiresAt;
        this.question = question;
    }

    AgentTask toDomain() {
        var named = new LinkedHashMap<String, String>();
        Map<?, ?> read = Json.read(parameters, Map.class);
        read.forEach((name, value) -> named.put(String.valueOf(name), String.valueOf(value)));
        return new AgentTask(id, fence, kind, named);
    }

    void delivered(Instant now) {
        deliveredAt = now;
    }

    void finished(TaskResult answer, Instant now) {
        if (finishedAt == null) {
            finishedAt = now;
            result = Json.write(answer);
        }
    }

    Optional<TaskStore.Answered> answered() {
        TaskResult answer = answer();
        return answer == null || finishedAt == null
                ? Optional.empty()
                : Optional.of(new TaskStore.Answered(answer, finishedAt));
    }

    @Nullable
    TaskResult answer() {
        return Json.readOrNull(result, TaskResult.class);
    }
}
