package io.kanesh.agent.observe;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Does what the control plane asks for beside the configuration, kind by kind. Every task may come twice. */
public final class Tasks {
    private static final System.Logger LOG = System.getLogger(Tasks.class.getName());

    private final Map<String, TaskHandler> handlers = new TreeMap<>();
    private final LongSupplier highestFence;

    public Tasks(LongSupplier highestFence) {
        this.highestFence = highestFence;
    }

    /** Something that changes nothing: any control plane may ask for it, also one that was replaced. */
    public Tasks reading(String kind, TaskHandler handler) {
        handlers.put(kind, handler);
        return this;
    }

    /** Something that acts: refused from a writer that was replaced. */
    public Tasks acting(String kind, TaskHandler handler) {
        return reading(kind, task -> {
            long highest = highestFence.getAsLong();
            if (task.fence() < highest) {
                return TaskHandler.failed("its fence " + task.fence() + " is below " + highest);
            }
            LOG.log(System.Logger.Level.INFO, "task {0}", kind);
            return handler.run(task);
        });
    }

    /** A refusal and a failure are results too: the control plane must hear them. */
    public TaskResult run(AgentTask task) {
        var handler = handlers.get(task.kind());
        if (handler == null) {
            return TaskHandler.failed("this agent does not know the task " + task.kind() + "; a newer agent may");
        }
        try {
            return handler.run(task);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "task " + task.kind() + " failed", e);
            return TaskHandler.failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }
}
