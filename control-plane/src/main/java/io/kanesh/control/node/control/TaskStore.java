package io.kanesh.control.node.control;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tasks are kept. */
public interface TaskStore {

    /** @param question what it is an asking of; null for a single task */
    void insert(AgentTask task, NodeId node, Instant expiresAt, @Nullable String question);

    /** The newest answer to a question. */
    Optional<Answered> newest(NodeId node, String question, Instant now);

    /** Whether a question is put and not answered yet. */
    boolean isOpen(NodeId node, String question, Instant now);

    /** An answer and when it came. */
    record Answered(TaskResult result, Instant at) {}

    /** Open tasks to hand out now, the oldest first; marks them delivered. */
    List<AgentTask> deliver(NodeId node, Instant deliveredBefore, Instant now);

    /** Keeps the first result; answers false when there is no such task of this node. */
    boolean finish(TaskId task, NodeId node, TaskResult result, Instant now);

    /** Empty while there is none. */
    Optional<TaskResult> resultOf(TaskId task);

    void deleteExpiredBefore(Instant moment);
}
