package io.kanesh.control.cloud.simulated;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What simulated agents answer to tasks. Each answer says that it is simulated; what would prove something about data that
 * does not exist is refused.
 */
final class SimulatedTasks {
    /** In every successful answer. */
    static final String MARK = "simulated";

    private static final Map<String, BiFunction<AgentTask, SimulatedEngine, TaskResult>> KINDS = Map.of(
            AgentTask.LOGS,
            SimulatedTasks::logs,
            AgentTask.DRAIN,
            SimulatedTasks::served,
            AgentTask.REPAIR,
            SimulatedTasks::repaired,
            AgentTask.REPAIR_CANCEL,
            SimulatedTasks::served,
            AgentTask.KMS_VALIDATE,
            (task, engine) -> new TaskResult(true, null, Map.of(MARK, "true")),
            AgentTask.KEY_ACCESSES,
            SimulatedTasks::nothing,
            AgentTask.INVENTORY,
            SimulatedTasks::nothing);

    private SimulatedTasks() {}

    static TaskResult run(AgentTask task, SimulatedEngine engine) {
        return KINDS.getOrDefault(task.kind(), SimulatedTasks::unknown).apply(task, engine);
    }

    private static TaskResult logs(AgentTask task, SimulatedEngine engine) {
        String text = "This node is simulated: there is no " + task.parameters().getOrDefault("source", "")
                + " log. Its engine is " + engine.state() + ", restarted " + engine.restarts() + " times.\n";
        return new TaskResult(true, null, Map.of("text", text, MARK, "true"));
    }

    /** There are no files and no calls to a KMS; an empty list is the truth. */
    private static TaskResult nothing(AgentTask task, SimulatedEngine engine) {
        return new TaskResult(
                true,
                null,
                task.kind().equals(AgentTask.INVENTORY)
                        ? Map.of("inventory", "[]", "unreadable", "0", MARK, "true")
                        : Map.of("text", "", "next", "0", "last", "0", MARK, "true"));
    }

    /** Needs an engine that serves, and leaves it as it is. */
    static TaskResult served(AgentTask task, SimulatedEngine engine) {
        return engine.isServing()
                ? new TaskResult(true, null, Map.of(MARK, "true"))
                : new TaskResult(false, "the simulated engine is " + engine.state(), Map.of());
    }

    /** No replica can differ where there is no data. */
    private static TaskResult repaired(AgentTask task, SimulatedEngine engine) {
        return engine.isServing()
                ? new TaskResult(
                        true,
                        null,
                        Map.of(
                                "state",
                                "DONE",
                                "done",
                                "1",
                                "total",
                                "1",
                                "differences",
                                "0",
                                "unheld",
                                "0",
                                "now",
                                "simulated: there is nothing to compare",
                                MARK,
                                "true"))
                : served(task, engine);
    }

    private static TaskResult unknown(AgentTask task, SimulatedEngine engine) {
        return new TaskResult(
                false, "this node is simulated and cannot do the task " + task.kind(), Map.of(MARK, "true"));
    }
}
