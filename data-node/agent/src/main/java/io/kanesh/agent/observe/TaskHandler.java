package io.kanesh.agent.observe;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import java.io.IOException;
import java.util.Map;

/** Does one kind of task. A task may come twice; what is thrown becomes a failed result. */
@FunctionalInterface
public interface TaskHandler {
    TaskResult run(AgentTask task) throws IOException;

    static TaskResult failed(String why) {
        return new TaskResult(false, why, Map.of());
    }
}
