package io.kanesh.control.node;

import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Single things that a node's agent is asked to do and answer, beside what its configuration says. */
public interface AgentTasks {

    /**
     * Asks a node's agent, in a transaction of its own or the caller's. A task may be done twice when an answer gets lost.
     *
     * @param kind one of {@link io.kanesh.agent.api.AgentTask}'s
     * @param parameters kept in the database for an hour: never a secret
     * @return completes with the agent's answer, or exceptionally with a timeout; after {@code within} the task is not handed
     *     out any more
     */
    CompletableFuture<TaskResult> ask(NodeId node, String kind, Map<String, String> parameters, Duration within);
}
