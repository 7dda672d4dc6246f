package io.kanesh.agent.observe;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Does what the control plane asks for beside the configuration. Every task may come twice. */
public final class Tasks {
    private static final System.Logger LOG = System.getLogger(Tasks.class.getName());
    private static final Duration DRAIN = Duration.ofMinutes(2);

    /** One call to the engine's socket. */
    @FunctionalInterface
    public interface EngineCall {
        /** @return false when there is no engine */
        boolean call(String op, Duration atMost) throws IOException;
    }

    private final Map<String, LogTail> logs;
    private final EngineCall engine;
    private final LongSupplier highestFence;

    /** @param logs by the name of their source */
    public Tasks(Map<String, LogTail> logs, EngineCall engine, LongSupplier highestFence) {
        this.logs = logs;
        this.engine = engine;
        this.highestFence = highestFence;
    }

    /** A refusal and a failure are results too: the control plane must hear them. */
    public TaskResult run(AgentTask task) {
        try {
            return switch (task.kind()) {
                case AgentTask.LOGS -> logs(task);
                case AgentTask.DRAIN -> drain(task);
                default -> failed("this agent does not know the task " + task.kind() + "; a newer agent may");
            };
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "task " + task.kind() + " failed", e);
            return failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Reading changes nothing, so that no fence is needed. */
    private TaskResult logs(AgentTask task) throws IOException {
        var log = logs.get(task.parameters().getOrDefault("source", ""));
        if (log == null) {
            return failed("no such log; there are "
                    + String.join(" and ", logs.keySet().stream().sorted().toList()));
        }
        int lines;
        try {
            lines = Integer.parseInt(task.parameters().getOrDefault("lines", "200"));
        } catch (NumberFormatException e) {
            return failed("lines is no number");
        }
        List<String> text = log.last(lines);
        return new TaskResult(true, null, Map.of("text", text.isEmpty() ? "" : String.join("\n", text) + "\n"));
    }

    private TaskResult drain(AgentTask task) throws IOException {
        if (task.fence() < highestFence.getAsLong()) {
            return failed("its fence " + task.fence() + " is below " + highestFence.getAsLong());
        }
        LOG.log(System.Logger.Level.INFO, "draining the engine");
        return engine.call("drain", DRAIN)
                ? new TaskResult(true, null, Map.of())
                : failed("there is no engine to drain");
    }

    private static TaskResult failed(String why) {
        return new TaskResult(false, why, Map.of());
    }
}
