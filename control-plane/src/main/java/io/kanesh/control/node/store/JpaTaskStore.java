package io.kanesh.control.node.store;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.node.control.TaskStore;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tasks as rows. */
@Component
@Transactional
class JpaTaskStore implements TaskStore {
    private final TaskRows rows;

    JpaTaskStore(TaskRows rows) {
        this.rows = rows;
    }

    @Override
    public void insert(AgentTask task, NodeId node, Instant expiresAt, @Nullable String question) {
        rows.save(new TaskRow(task, node, expiresAt, question));
    }

    @Override
    public Optional<Answered> newest(NodeId node, String question, Instant now) {
        return rows.findFirstByNodeIdAndQuestionAndFinishedAtIsNotNullOrderByIdDesc(node.value(), question)
                .flatMap(TaskRow::answered);
    }

    @Override
    public boolean isOpen(NodeId node, String question, Instant now) {
        return rows.existsByNodeIdAndQuestionAndFinishedAtIsNullAndExpiresAtAfter(node.value(), question, now);
    }

    @Override
    public List<AgentTask> deliver(NodeId node, Instant deliveredBefore, Instant now) {
        List<TaskRow> open = rows.open(node.value(), deliveredBefore, now);
        open.forEach(task -> task.delivered(now));
        return open.stream().map(TaskRow::toDomain).toList();
    }

    @Override
    public boolean finish(TaskId task, NodeId node, TaskResult result, Instant now) {
        Optional<TaskRow> row = rows.findByIdAndNodeId(task.value(), node.value());
        row.ifPresent(found -> found.finished(result, now));
        return row.isPresent();
    }

    @Override
    public Optional<TaskResult> resultOf(TaskId task) {
        return rows.findById(task.value()).flatMap(row -> Optional.ofNullable(row.answer()));
    }

    @Override
    public void deleteExpiredBefore(Instant moment) {
        rows.deleteExpiredBefore(moment);
    }
}
